import Language

/// What `curl --include` writes: the head of each answer on the way, then the last one's body.
enum CurlOutput {
  /// More than the heads of all answers take.
  static let longestHead = 1 << 16

  /// The last answer, its body cut where it is longer than was asked for.
  static func response(_ bytes: [UInt8], upTo most: Int) throws(Unreachable) -> Response {
    var rest = bytes[...]
    var last: (status: Int, fields: [String: String])?
    while rest.starts(with: "HTTP/".utf8), let head = head(of: rest) {
      last = (head.status, head.fields)
      rest = rest[head.end...]
      // Of an answer that leads elsewhere curl leaves the body out.
      if !(300..<400 ~= head.status && head.fields["location"] != nil), head.status >= 200 { break }
    }
    guard let last else { throw Unreachable("its answer is not HTTP") }
    return Response(status: last.status, fields: last.fields, body: Array(rest.prefix(most)))
  }

  /// The first head in some bytes, and where it ends.
  private static func head(
    of bytes: ArraySlice<UInt8>
  ) -> (status: Int, fields: [String: String], end: Int)? {
    var fields: [String: String] = [:]
    var status: Int?
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: bytes[start..<end], as: UTF8.self).filter { !$0.isNewline }
      start = end + 1
      if line.isEmpty { return status.map { ($0, fields, start) } }
      guard status != nil else {
        status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = String(value)
    }
    return nil
  }

  /// What an exit status of curl means; nil where it is none of a fault.
  ///
  /// Source: curl's manual page, EXIT CODES.
  static func fault(_ status: Int32?, _ request: Request) -> Unreachable? {
    switch status {
    case 0: nil
    case nil: Unreachable("curl was stopped")
    case 1: Unreachable("it led to an address that is not https")
    case 3: Unreachable("its address is none")
    case 5: Unreachable("no host has the name of the proxy", hint: proxyHint)
    case 6:
      Unreachable(
        "no host of that name is found", hint: "is this machine online? If it is, \(proxyHint)")
    case 7: Unreachable("nothing listens there, or a firewall refuses", hint: proxyHint)
    case 18: Unreachable("the answer ended before it was whole", hint: "try again")
    case 28:
      Unreachable(
        "it took too long: \(request.patience) seconds without a byte, or \(6 * request.patience) "
          + "in all", hint: "HF_HUB_DOWNLOAD_TIMEOUT=30 waits longer")
    case 35, 51, 53, 58, 59, 60, 77, 83, 91:
      Unreachable(
        "no safe connection comes about: its certificate or the way to it cannot be trusted",
        hint: "a proxy of your network may have a certificate of its own: CURL_CA_BUNDLE names it")
    case 47: Unreachable("it leads from address to address without end")
    case 52: Unreachable("it closes the connection without an answer", hint: "try again")
    case 55, 56: Unreachable("the connection broke", hint: "try again")
    case let code?: Unreachable("curl ended with \(code), which its manual page explains")
    }
  }

  private static let proxyHint = "set HTTPS_PROXY to your network's proxy, if it has one"
}
