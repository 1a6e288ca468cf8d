import Support
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Models that huggingface_hub downloaded before: found without asking anybody.
@Suite struct HubCacheTests {
  /// A cache as the hub's library leaves it: blobs, and a snapshot of links to them.
  private static func fill(_ scratch: Scratch) {
    let folder = scratch.path + "/hf/hub/models--org--name"
    for path in ["/hf", "/hf/hub", "/hf/hub/models--org--name"] {
      mkdir(scratch.path + path, 0o755)
    }
    for path in ["/refs", "/refs/refs", "/refs/refs/pr", "/snapshots", "/snapshots/0a1b2c"] {
      mkdir(folder + path, 0o755)
    }
    Files.write("0a1b2c", to: folder + "/refs/main")
    Files.write("0a1b2c", to: folder + "/refs/refs/pr/1")
    Files.write("../../../../etc", to: folder + "/refs/evil")
    Files.write(SafetensorsFile.tinyConfig(), to: folder + "/blobs/aaaa")
    let tensors = SafetensorsFile.tinyLlama(isTied: false)
    Files.write(SafetensorsFile.head(tensors), to: folder + "/blobs/bbbb")
    symlink("../../blobs/aaaa", folder + "/snapshots/0a1b2c/config.json")
    symlink("../../blobs/bbbb", folder + "/snapshots/0a1b2c/model.safetensors")
  }

  @Test(arguments: ["", ", revision: \"refs/pr/1\"", ", revision: \"0a1b2c\""])
  func theCacheComesBeforeTheHub(_ revision: String) throws {
    let scratch = Scratch()
    Self.fill(scratch)
    let answer = try HubSite.run("hf(\"org/name\"\(revision))", in: scratch)
    #expect(answer.output.hasPrefix("name · llama · 372 parameters "), "\(answer.errors)")
    #expect(answer.output.contains("The files hold 404 parameters, 32 more"))
    #expect(answer.output.contains("source: org/name in the cache, "))
    #expect(try HubSite.run("hf(\"org/name\").hub", in: scratch).output == "org/name")
  }

  @Test func offlineTheCacheIsEnough() throws {
    let scratch = Scratch()
    Self.fill(scratch)
    let offline = ["HF_HUB_OFFLINE": "1"]
    #expect(try HubSite.run("hf(\"org/name\").parameters", nil, offline, in: scratch).status == 0)
    let elsewhere = offline.merging(["HF_HUB_CACHE": scratch.path + "/none"]) { $1 }
    #expect(try HubSite.run("hf(\"org/name\")", nil, elsewhere, in: scratch).status == 2)
    let moved = elsewhere.merging(["HF_HUB_CACHE": scratch.path + "/hf/hub"]) { $1 }
    #expect(try HubSite.run("hf(\"org/name\")", nil, moved, in: scratch).status == 0)
  }

  @Test(arguments: ["evil", "other", "1/../main", "..", ""])
  func aRevisionLeadsNowhereElse(_ revision: String) throws {
    let scratch = Scratch()
    Self.fill(scratch)
    let answer = try HubSite.run("hf(\"org/name\", revision: \"\(revision)\")", in: scratch)
    #expect(answer.status == 2 && answer.output.isEmpty)
  }

  @Test func aFolderOfThatNameComesFirst() throws {
    let scratch = Scratch()
    Self.fill(scratch)
    mkdir(scratch.path + "/org", 0o755)
    let config = SafetensorsFile.tinyConfig(isTied: false)
    Files.write(config, to: scratch.path + "/org/name/config.json")
    let line = "hf(\"\(scratch.path)/org/name\").parameters"
    #expect(try HubSite.run(line, in: scratch).output == "404 params")
    let answer = try HubSite.run("hf(\"\(scratch.path)/org\")", in: scratch)
    #expect(answer.errors.contains("/org` holds no config.json"), "\(answer.errors)")
  }
}

/// The hub at the prompt.
@Suite(.enabled(if: Pty.isAvailable)) struct HubPromptTests {
  @Test func controlCStopsAFetchAndKeepsTheSession() throws {
    let server = try LoopbackServer { _ in .silence }
    let scratch = Scratch()
    let variables = HubSite.variables(server, in: scratch)
    let pty = try PromptSession.start([], variables, in: scratch)
    try pty.say("kept = 41")
    pty.send("hf(\"org/name\")\r")
    for _ in 0..<3_000 where server.asked.isEmpty { usleep(10_000) }
    pty.send("\u{3}")
    try pty.expect("stopped")
    try pty.expect("vram> ")
    pty.send("kept + 1\r")
    try pty.expect("42\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func tabKnowsTheModelsOfTheCache() throws {
    let scratch = Scratch()
    mkdir(scratch.path + "/hf", 0o755)
    mkdir(scratch.path + "/hf/hub", 0o755)
    mkdir(scratch.path + "/hf/hub/models--Quark--Tiny-1B", 0o755)
    let pty = try PromptSession.start([], HubSite.variables(nil, in: scratch), in: scratch)
    pty.send("hf(\"Qua\t")
    try pty.expectScreen("hf(\"Quark/Tiny-1B")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    pty.send("hf(\"Quark/T\t")
    try pty.expectScreen("hf(\"Quark/Tiny-1B")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    #expect(try pty.leave() == 0)
  }
}
