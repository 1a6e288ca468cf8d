/// What is asked of a server.
package struct Request: Sendable {
  /// `https://…`, or `http://…`; an answer that leads elsewhere is followed, from https to https only.
  package var url: String
  /// Says who asks, as a bearer. It is sent to the host of the URL alone, and stands in no list of
  /// processes.
  package var token: String?
  /// How many bytes are wanted, from the first: what comes behind them is not waited for.
  package var most: Int
  /// Whether the server is told so, because there may be far more.
  package var isPart: Bool
  /// For how many seconds the server may be silent; six times as long may all of it take.
  package var patience: Int

  package init(
    _ url: String, token: String? = nil, upTo most: Int, isPart: Bool = false, patience: Int = 10
  ) {
    self.url = url
    self.token = token
    self.most = most
    self.isPart = isPart
    self.patience = patience
  }
}

/// What a server answered.
package struct Response: Sendable {
  /// As HTTP has it: 200, 404.
  package let status: Int
  /// The fields of its head, their names in lower case.
  package let fields: [String: String]
  package let body: [UInt8]

  package init(status: Int, fields: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// Why there is no answer.
package struct Unreachable: Error {
  /// As a person would say it: "no host has that name".
  package let reason: String
  package let hint: String?

  package init(_ reason: String, hint: String? = nil) {
    self.reason = reason
    self.hint = hint
  }
}
