import Support
import Testing

/// Who sees the token: the hub, and nobody else.
@Suite struct HubTokenTests {
  private static let path = "/org/name/resolve/main/config.json"
  private static let config = [UInt8](SafetensorsFile.tinyConfig().utf8)

  @Test func theHubIsShownIt() throws {
    let server = try HubSite.start([Self.path: Self.config])
    _ = try HubSite.run("hf(\"org/name\")", server, ["HF_TOKEN": "hf_secret"])
    #expect(server.asked.first?.fields["authorization"] == "Bearer hf_secret")
  }

  @Test func theFileOfALoginIsRead() throws {
    let server = try HubSite.start([Self.path: Self.config])
    let scratch = Scratch()
    Files.write("hf_login\n", to: scratch.path + "/hf/token")
    _ = try HubSite.run("hf(\"org/name\")", server, in: scratch)
    #expect(server.asked.first?.fields["authorization"] == "Bearer hf_login")
    _ = try HubSite.run(
      "hf(\"org/name\")", server, ["HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"], in: scratch)
    #expect(server.asked.last?.fields["authorization"] == nil)
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func anotherServerIsNot(_ host: String) throws {
    let other = try LoopbackServer { _ in .answer(status: 200, body: Self.config) }
    let place = "http://\(host):\(other.port)/elsewhere"
    let server = try LoopbackServer { _ in
      .answer(status: 302, fields: ["Location": place])
    }
    let answer = try HubSite.run(
      "hf(\"org/name\").parameters", server, ["HF_TOKEN": "hf_secret"])
    #expect(answer.output == "372 params", "\(answer.errors)")
    #expect(server.asked.first?.fields["authorization"] == "Bearer hf_secret")
    #expect(other.asked.first?.path == "/elsewhere")
    #expect(other.asked.allSatisfy { $0.fields["authorization"] == nil })
  }

  @Test func theHubsOwnRedirectKeepsIt() throws {
    let server = try HubSite.start(
      ["/new/name/config.json": Self.config],
      [Self.path: .answer(status: 307, fields: ["Location": "/new/name/config.json"])])
    let answer = try HubSite.run(
      "hf(\"org/name\").parameters", server, ["HF_TOKEN": "hf_secret"])
    #expect(answer.output == "372 params", "\(answer.errors)")
    let shown = server.asked.prefix(2).map { $0.fields["authorization"] }
    #expect(shown == ["Bearer hf_secret", "Bearer hf_secret"])
  }

  @Test func noListOfProcessesShowsIt() throws {
    let scratch = Scratch()
    let arguments = try arguments(of: "https://hub.invalid", in: scratch)
    #expect(arguments.hasPrefix("--disable ") && !arguments.contains("hf_secret"))
    #expect(
      Files.read(scratch.path + "/input") == "header = \"Authorization: Bearer hf_secret\"\n")
  }

  @Test func anHTTPSHubNeverFallsBackToHTTP() throws {
    let arguments = try arguments(of: "https://hub.invalid", in: Scratch())
    #expect(arguments.contains("--proto =https ") && arguments.contains("--proto-redir =https "))
  }

  /// What curl is started with: a program of its name, earlier on the way, writes that down.
  private func arguments(of endpoint: String, in scratch: Scratch) throws -> String {
    let lines = [
      "#!/bin/sh", "printf '%s ' \"$@\" >\"\(scratch.path)/arguments\"",
      "/bin/cat >\"\(scratch.path)/input\"", "",
    ]
    Files.write(lines.joined(separator: "\n"), to: scratch.path + "/bin/curl")
    _ = try Shell.run("chmod +x \"\(scratch.path)/bin/curl\"")
    _ = try HubSite.run(
      "hf(\"org/name\")", nil,
      ["HF_ENDPOINT": endpoint, "HF_TOKEN": "hf_secret", "PATH": scratch.path + "/bin"])
    return try #require(Files.read(scratch.path + "/arguments"))
  }

  @Test func aTokenThatSaysMoreIsNotUsed() throws {
    let server = try HubSite.start([Self.path: Self.config])
    let scratch = Scratch()
    Files.write("hf_a\" url = \"x\n", to: scratch.path + "/hf/token")
    let answer = try HubSite.run("hf(\"org/name\")", server, in: scratch)
    #expect(answer.errors.contains("holds characters that no token has"), "\(answer.errors)")
    #expect(server.asked.isEmpty)
  }
}
