import Support

/// A hub on this machine, with whatever files it is given.
enum HubSite {
  /// Serves files by their paths, and says of others what the hub says.
  static func start(
    _ files: [String: [UInt8]] = [:], _ others: [String: LoopbackServer.Reply] = [:]
  ) throws -> LoopbackServer {
    try LoopbackServer { asked in
      if let reply = others[asked.path] { return reply }
      guard let bytes = files[asked.path] else {
        return .answer(status: 404, fields: ["X-Error-Code": "EntryNotFound"])
      }
      guard let range = asked.fields["range"], let most = last(of: range) else {
        return .answer(status: 200, body: bytes)
      }
      return .answer(status: 206, body: Array(bytes.prefix(most + 1)))
    }
  }

  /// Of `bytes=0-99`.
  private static func last(of range: String) -> Int? {
    range.hasPrefix("bytes=0-") ? Int(range.dropFirst(8)) : nil
  }

  /// Variables for a program that asks this hub and no proxy, with its cache in a folder.
  static func variables(_ server: LoopbackServer?, in scratch: Scratch) -> [String: String] {
    var variables = ["HF_HOME": scratch.path + "/hf", "HF_HUB_DOWNLOAD_TIMEOUT": "5"]
    for name in [
      "no_proxy", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY",
      "HF_TOKEN",
      "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE",
      "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_IMPLICIT_TOKEN",
    ] {
      variables[name] = ""
    }
    // Nothing listens on the first port: a request that should not be there fails.
    variables["HF_ENDPOINT"] = server?.url ?? "http://127.0.0.1:1"
    return variables
  }

  /// What `vram -e` answers in such an environment, each stream as one line: where the lines are
  /// broken is not the matter here.
  static func run(
    _ line: String, _ server: LoopbackServer? = nil, _ changes: [String: String] = [:],
    in scratch: Scratch = Scratch()
  ) throws -> Program.Answer {
    let all = variables(server, in: scratch).merging(changes) { $1 }
    let environment = all.sorted { $0.key < $1.key }.map { "\($0)=\"\($1)\"" }
    let answer = try Program.run(
      "--no-startup -e '\(line)'", environment: environment.joined(separator: " "))
    return Program.Answer(
      output: oneLine(answer.output), errors: oneLine(answer.errors), status: answer.status)
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
