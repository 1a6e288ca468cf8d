/// The server that models are fetched from, and how the user wants it to be asked.
///
/// Source: huggingface_hub 2.4 constants.py, utils/_auth.py `get_token`, file_download.py
/// `hf_hub_url`.
package struct Hub: Sendable {
  /// `https://huggingface.co`, or `HF_ENDPOINT`; without a slash at its end.
  package let endpoint: String
  /// Whether `HF_HUB_OFFLINE` or `TRANSFORMERS_OFFLINE` forbids to ask.
  package let isOffline: Bool
  /// The token of the environment.
  package let token: String?
  /// The file that holds the token of whoever logged in; nil where it is not to be used.
  package let tokenFile: String?
  /// For how many seconds the server may be silent: `HF_HUB_DOWNLOAD_TIMEOUT`.
  package let patience: Int

  package init(_ variable: @escaping (String) -> String?) throws(ImportFault) {
    func isTrue(_ value: String?) -> Bool {
      ["1", "ON", "YES", "TRUE"].contains(value?.uppercased() ?? "")
    }
    endpoint = try Self.endpoint(variable("HF_ENDPOINT") ?? "https://huggingface.co")
    isOffline = isTrue(variable("HF_HUB_OFFLINE") ?? variable("TRANSFORMERS_OFFLINE"))
    patience =
      variable("HF_HUB_DOWNLOAD_TIMEOUT").flatMap(Int.init)
      .map { min(max($0, 1), 3600) } ?? 10
    guard !isTrue(variable("HF_HUB_DISABLE_IMPLICIT_TOKEN")) else {
      (token, tokenFile) = (nil, nil)
      return
    }
    let named = variable("HF_TOKEN") ?? variable("HUGGING_FACE_HUB_TOKEN")
    token = try named.flatMap { (text) throws(ImportFault) in
      try Self.token(text, of: variable("HF_TOKEN") == nil ? "HUGGING_FACE_HUB_TOKEN" : "HF_TOKEN")
    }
    let home = HubHome(variable)
    tokenFile = variable("HF_TOKEN_PATH").map(home.expand) ?? home.path.map { $0 + "/token" }
  }

  /// Where a file of a model is.
  package func url(of file: String, _ name: HubName, _ revision: Revision) -> String {
    "\(endpoint)/\(name.text)/resolve/\(Self.encoded(revision.text))/\(Self.encoded(file))"
  }

  /// Where a person looks at a model, and asks for access.
  package func page(of name: HubName) -> String { "\(endpoint)/\(name.text)" }

  /// The token as it is sent, nil where the text is blank. One with a quote or a line break in it
  /// would say more than who asks.
  ///
  /// - Parameter source: the variable or the file that the text is from.
  package static func token(_ text: String, of source: String) throws(ImportFault) -> String? {
    let bare = text.filter { !$0.isNewline }
    let token = bare.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    if token.isEmpty { return nil }
    guard String(token).utf8.allSatisfy({ $0.isWord || "-.~+/=".utf8.contains($0) }) else {
      throw ImportFault(
        "\(source) holds characters that no token has.",
        hint: "A token begins with hf_, and letters and digits follow: `hf auth token` shows it.")
    }
    return String(token)
  }

  private static func endpoint(_ text: String) throws(ImportFault) -> String {
    let isURL = text.hasPrefix("https://") || text.hasPrefix("http://")
    guard isURL, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"\\".utf8.contains($0) })
    else {
      throw ImportFault(
        "HF_ENDPOINT is \(quoted(text)), which is no address of a server.",
        hint: "It begins with https://; unset, it is https://huggingface.co.")
    }
    var bare = text[...]
    while bare.last == "/" { bare.removeLast() }
    return String(bare)
  }

  /// All but the plainest characters as `%2F`.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      if byte.isWord || "-.".utf8.contains(byte) { return String(Unicode.Scalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
