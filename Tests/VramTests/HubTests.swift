import Support
import Testing

/// `hf("org/name")` as a user has it, against a hub on this machine.
@Suite struct HubTests {
  private static let base = "/org/name/resolve/main/"
  private static let config = [UInt8](SafetensorsFile.tinyConfig().utf8)

  @Test func aModelIsFetchedAndCompared() throws {
    let head = SafetensorsFile.head(SafetensorsFile.tinyLlama(isTied: false))
    let server = try HubSite.start([
      Self.base + "config.json": Self.config, Self.base + "model.safetensors": head,
    ])
    let answer = try HubSite.run("hf(\"org/name\")", server)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.hasPrefix("name · llama · 372 parameters "))
    #expect(
      answer.output.contains(
        "note: The files hold 404 parameters, 32 more than are counted here: the head, though it is "
          + "the embedding again."))
    #expect(answer.output.contains("source: \(server.url)/org/name at main"))
    #expect(
      server.asked.map(\.path) == [Self.base + "config.json", Self.base + "model.safetensors"])
    #expect(server.asked.map { $0.fields["range"] } == [nil, "bytes=0-99999"])
    #expect(server.asked.allSatisfy { $0.fields["authorization"] == nil })
  }

  @Test func aSweepAsksOnce() throws {
    let server = try HubSite.start([Self.base + "config.json": Self.config])
    let line = "sweep(batch, 1...3, hf(\"org/name\").parameters)"
    let answer = try HubSite.run(line, server)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(server.asked.count { $0.path == Self.base + "config.json" } == 1)
  }

  @Test func anIndexThatAgreesIsEnough() throws {
    let index = #"{"metadata": {"total_size": 744}, "weight_map": {"a": "1.safetensors"}}"#
    let server = try HubSite.start([
      "/gpt2/resolve/v1%2F0/config.json": Self.config,
      "/gpt2/resolve/v1%2F0/model.safetensors.index.json": Array(index.utf8),
    ])
    let answer = try HubSite.run("hf(\"gpt2\", revision: \"v1/0\")", server)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(!answer.output.contains("note:"))
    #expect(server.asked.count == 3)
  }

  @Test func brokenWeightsSpoilNoAnswer() throws {
    let server = try HubSite.start([
      Self.base + "config.json": Self.config,
      Self.base + "model.safetensors": SafetensorsFile.length(1 << 63),
    ])
    let answer = try HubSite.run("hf(\"org/name\")", server)
    #expect(answer.status == 0)
    #expect(
      answer.output.contains(
        "note: The count is not compared with the stored one. model.safetensors says that its head "
          + "has 9223372036854775808 bytes"))
  }

  @Test func whatTheServerSendsIsBounded() throws {
    let server = try HubSite.start([:], [Self.base + "config.json": .flood])
    let answer = try HubSite.run("hf(\"org/name\")", server)
    #expect(answer.status == 2)
    #expect(answer.errors.contains("The file is larger than 8 MiB, and I read no more"))
  }

  @Test func aServerThatIgnoresTheRangeIsCutOff() throws {
    let server = try HubSite.start(
      [Self.base + "config.json": Self.config], [Self.base + "model.safetensors": .flood])
    let answer = try HubSite.run("hf(\"org/name\").parameters", server)
    #expect(answer.output == "372 params")
  }

  @Test(arguments: [
    (401, "GatedRepo", "org/name is shown only to those who asked for access", "set HF_TOKEN"),
    (401, "", "or does not show it to everybody", "HF_TOKEN"),
    (404, "", "has no config.json of such a model", "capitals"),
    (404, "RevisionNotFound", "org/name has no revision \"main\"", "branches"),
    (429, "", "The hub was asked too often", "Wait"), (502, "", "it answers 502", "later"),
  ])
  func aRefusalSaysWhatToTry(
    _ status: Int, _ code: String, _ message: String, _ hint: String
  ) throws {
    let fields = code.isEmpty ? [:] : ["X-Error-Code": code]
    let reply = LoopbackServer.Reply.answer(status: status, fields: fields)
    let server = try LoopbackServer { _ in reply }
    let answer = try HubSite.run("hf(\"org/name\")", server)
    #expect(answer.status == 2)
    #expect(answer.errors.contains(message), "\(answer.errors)")
    #expect(answer.errors.contains(hint), "\(answer.errors)")
  }

  @Test func anAdapterNamesItsBase() throws {
    let adapter = #"{"peft_type": "LORA", "base_model_name_or_path": "org/base"}"#
    let server = try HubSite.start([Self.base + "adapter_config.json": Array(adapter.utf8)])
    let answer = try HubSite.run("hf(\"org/name\")", server)
    #expect(answer.errors.contains("`org/name`: This is an adapter, and no model"))
    #expect(answer.errors.contains("Its base model is \"org/base\""))
  }

  // MARK: no answer

  @Test(arguments: [
    (LoopbackServer.Reply.nothing, "it closes the connection without an answer"),
    (.silence, "it took too long: 1 seconds without a byte"),
    (.answer(status: 302, fields: ["Location": "/loop"]), "leads from address to address"),
    (.answer(status: 302, fields: ["Location": "file:///etc/passwd"]), "address that is not https"),
  ])
  func whyThereIsNoAnswer(_ reply: LoopbackServer.Reply, _ words: String) throws {
    let server = try LoopbackServer { _ in reply }
    let answer = try HubSite.run(
      "hf(\"org/name\")", server, ["HF_HUB_DOWNLOAD_TIMEOUT": "1"])
    #expect(answer.status == 2)
    #expect(
      answer.errors.contains("I cannot fetch `org/name` from \(server.url): "), "\(answer.errors)")
    #expect(answer.errors.contains(words), "\(answer.errors)")
  }

  @Test func nobodyListens() throws {
    let answer = try HubSite.run("hf(\"org/name\")")
    #expect(answer.errors.contains("nothing listens there"), "\(answer.errors)")
  }

  @Test func withoutCurlThereIsAWayToo() throws {
    let answer = try HubSite.run("hf(\"org/name\")", nil, ["PATH": "/nonexistent"])
    #expect(answer.errors.contains("the program curl is not installed"), "\(answer.errors)")
    #expect(answer.errors.contains("apt install curl"))
  }

  @Test(arguments: [("llama8b", "llama8b"), ("Qwen/Qwen3-8B", "qwen3_8b")])
  func theCatalogMayHaveIt(_ name: String, _ entry: String) throws {
    let server = try HubSite.start()
    let answer = try HubSite.run("hf(\"\(name)\")", server)
    #expect(answer.errors.contains("the catalog has this model: `\(entry)`"), "\(answer.errors)")
  }

  @Test(arguments: [
    ("Qwen/Qwen2.5-7B-Instruct", "qwen2_5_7b"), ("unsloth/Qwen2.5-7B-bnb-4bit", "qwen2_5_7b"),
    ("meta-llama/Meta-Llama-3-8B", "llama3_8b"), ("llama8b", "llama8b"),
  ])
  func whereTheHubCannotBeAskedTheCatalogAnswers(_ name: String, _ entry: String) throws {
    for environment in [["HF_HUB_OFFLINE": "1"], [:]] {
      let answer = try HubSite.run("hf(\"\(name)\") == \(entry)", nil, environment)
      #expect(answer.output == "true", "\(answer.errors)")
      #expect(answer.errors.contains("the hub cannot be asked here"), "\(answer.errors)")
      #expect(answer.errors.contains("`\(name)` is taken as `\(entry)`"), "\(answer.errors)")
    }
  }

  @Test(arguments: [
    "hf(\"somebody/Qwen2.5-7B\")", "hf(\"Qwen/Qwen2.5-9B\")",
    "hf(\"Qwen/Qwen2.5-7B\", revision: \"v1\")",
  ])
  func whatTheCatalogMayNotMeanIsRefused(_ line: String) throws {
    #expect(try HubSite.run(line, nil, ["HF_HUB_OFFLINE": "1"]).status == 2)
  }

  @Test func offlineNothingIsAsked() throws {
    let server = try HubSite.start()
    let answer = try HubSite.run("hf(\"org/name\")", server, ["HF_HUB_OFFLINE": "1"])
    #expect(answer.errors.contains("HF_HUB_OFFLINE forbids to ask the hub"), "\(answer.errors)")
    #expect(server.asked.isEmpty)
  }

  @Test func aProxyIsAsked() throws {
    let proxy = try LoopbackServer { _ in .answer(status: 200, body: Self.config) }
    let answer = try HubSite.run(
      "hf(\"org/name\").parameters", nil,
      ["HF_ENDPOINT": "http://hub.invalid", "http_proxy": proxy.url])
    #expect(answer.output == "372 params", "\(answer.errors)")
    #expect(proxy.asked.first?.path == "http://hub.invalid/org/name/resolve/main/config.json")
  }

  // MARK: nothing is fetched unasked

  @Test func onlyACallFetches() throws {
    let server = try HubSite.start()
    let scratch = Scratch()
    Files.write("f() = hf(\"org/name\")\nmodel = hf(\"org/name\")\n", to: scratch.path + "/s.vram")
    let variables = HubSite.variables(server, in: scratch)
    let environment = variables.map { "\($0)=\"\($1)\"" }.joined(separator: " ")
    let answer = try Program.run(
      "--check \"\(scratch.path)/s.vram\"", environment: environment)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(try HubSite.run("f() = hf(\"org/name\")", server).status == 0)
    let path = "Tests/ImportTests/Fixtures/qwen3.json"
    #expect(try HubSite.run("hf(\"\(path)\").layers", server).output == "28")
    for path in ["no/such.json", "./org/name", "../../etc", "Sources/Import", "/nowhere/x"] {
      #expect(try HubSite.run("hf(\"\(path)\")", server).status == 2)
    }
    #expect(server.asked.isEmpty)
  }
}
