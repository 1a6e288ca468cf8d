import Import
import Testing

/// Names of the hub, where its cache lies, and how it is asked.
@Suite struct HubTests {
  @Test(arguments: [
    ("Qwen/Qwen3-8B", "models--Qwen--Qwen3-8B"), ("gpt2", "models--gpt2"),
    ("google/gemma-3-1b-it", "models--google--gemma-3-1b-it"), ("a_b/c.d", "models--a_b--c.d"),
  ])
  func aNameHasAFolder(_ text: String, _ folder: String) throws {
    let name = try #require(HubName(text))
    #expect(name.folder == folder)
    #expect(HubName(folder: folder) == name)
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "../../etc", "..", ".", "./a", "~/a", "a/b/c", "a b", "a--b/c", "a..b",
    "-a", "a-", "a.", "a/b.json", "config.json", "x/model.safetensors", "x/y.gguf", "a.git",
    "a/ü", "a/b\u{0}", "a/b\n", "a?b", "a%2Fb", "a\\b",
  ])
  func whatIsNoNameIsNone(_ text: String) { #expect(HubName(text) == nil) }

  @Test func aNameHasAnEnd() {
    let long = String(repeating: "x", count: 96)
    #expect(HubName("\(long)/\(long)") != nil)
    #expect(HubName(long + "x") == nil)
  }

  @Test(arguments: ["", "/", "..", "a/../b", "a//b", ".git", "a b", "a\n", "~1", "a\u{0}"])
  func whatIsNoRevisionIsNone(_ text: String) { #expect(Revision(text) == nil) }

  @Test(arguments: [
    (["HOME": "/h"], "/h/.cache/huggingface/hub"),
    (["HOME": "/h", "XDG_CACHE_HOME": "/x"], "/x/huggingface/hub"),
    (["HOME": "/h", "XDG_CACHE_HOME": "/x", "HF_HOME": "~/f"], "/h/f/hub"),
    (["HOME": "/h", "HF_HOME": "$DISK/f", "DISK": "/d"], "/d/f/hub"),
    (["HOME": "/h", "HF_HOME": "${DISK}f$", "DISK": "/d"], "/df$/hub"),
    (["HOME": "/h", "HF_HOME": "/a$NOBODY/f"], "/a$NOBODY/f/hub"),
    (["HOME": "/h", "HF_HOME": "/f", "HUGGINGFACE_HUB_CACHE": "/old"], "/old"),
    (["HF_HUB_CACHE": "/new", "HUGGINGFACE_HUB_CACHE": "/old"], "/new"),
  ])
  func theCacheLiesWhereTheEnvironmentSays(_ variables: [String: String], _ path: String) {
    #expect(HubCache { variables[$0] }?.path == path)
  }

  @Test func withoutAHomeThereIsNoCache() { #expect(HubCache { _ in nil } == nil) }

  @Test func theCacheIsLaidOutAsTheHubsLibraryDoesIt() throws {
    let cache = try #require(HubCache { $0 == "HF_HUB_CACHE" ? "/c" : nil })
    let name = try #require(HubName("org/name"))
    let request = try #require(Revision("refs/pr/1"))
    #expect(cache.reference(to: .main, of: name) == "/c/models--org--name/refs/main")
    #expect(cache.reference(to: request, of: name) == "/c/models--org--name/refs/refs/pr/1")
    #expect(cache.snapshot("0a1b\n", of: name) == "/c/models--org--name/snapshots/0a1b")
    for commit in ["", "..", "../../x", "a/b", "\u{0}"] {
      #expect(cache.snapshot(commit, of: name) == nil)
    }
  }

  @Test func theEnvironmentSaysHowTheHubIsAsked() throws {
    let name = try #require(HubName("org/name"))
    let plain = try hub([:])
    #expect(
      plain.url(of: "config.json", name, .main)
        == "https://huggingface.co/org/name/resolve/main/config.json")
    #expect(!plain.isOffline && plain.token == nil && plain.tokenFile == nil)
    let mirror = try hub(["HF_ENDPOINT": "http://mirror.local:8080/hf//", "HOME": "/h"])
    let request = try #require(Revision("refs/pr/1"))
    #expect(
      mirror.url(of: "config.json", name, request)
        == "http://mirror.local:8080/hf/org/name/resolve/refs%2Fpr%2F1/config.json")
    #expect(mirror.tokenFile == "/h/.cache/huggingface/token")
    #expect(try hub(["HF_TOKEN_PATH": "~/t", "HOME": "/h"]).tokenFile == "/h/t")
  }

  @Test(arguments: [
    (["HF_HUB_OFFLINE": "1"], true), (["HF_HUB_OFFLINE": "true"], true),
    (["TRANSFORMERS_OFFLINE": "ON"], true), (["HF_HUB_OFFLINE": "0"], false),
    (["HF_HUB_OFFLINE": "0", "TRANSFORMERS_OFFLINE": "1"], false), ([:], false),
  ])
  func offlineIsSaidInTwoWays(_ variables: [String: String], _ isOffline: Bool) throws {
    #expect(try hub(variables).isOffline == isOffline)
  }

  @Test func aTokenIsCleanedAndHasPlainCharacters() throws {
    #expect(try hub(["HF_TOKEN": " hf_abc\r\n"]).token == "hf_abc")
    #expect(try hub(["HUGGING_FACE_HUB_TOKEN": "old"]).token == "old")
    #expect(try hub(["HF_TOKEN": "new", "HUGGING_FACE_HUB_TOKEN": "old"]).token == "new")
    #expect(try hub(["HF_TOKEN": " \n"]).token == nil)
    let hidden = try hub(["HF_TOKEN": "a", "HOME": "/h", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"])
    #expect(hidden.token == nil && hidden.tokenFile == nil)
    for token in ["a\"b", "a\\b", "a b", "a\"\nurl = \"file:///etc/passwd", "ä"] {
      #expect(throws: ImportFault.self) { try hub(["HF_TOKEN": token]) }
    }
  }

  @Test(arguments: ["huggingface.co", "ftp://x", "file:///etc", "https://a b", "https://a\"b"])
  func anEndpointIsAnAddress(_ text: String) {
    #expect(throws: ImportFault.self) { try hub(["HF_ENDPOINT": text]) }
  }

  @Test(
    arguments: [
      (401, "GatedRepo", nil, false, "shown only to those who asked", "HF_TOKEN"),
      (403, "GatedRepo", nil, true, "shown only to those who asked", "with the account"),
      (401, "RepoNotFound", nil, false, "does not show it to everybody", "HF_TOKEN"),
      (
        401, nil, "Invalid username or password.", false, "does not show it to everybody",
        "HF_TOKEN"
      ),
      (404, "RepoNotFound", nil, true, "does not show it to this token", "Is the name right?"),
      (
        401, nil, "Invalid credentials in Authorization header", true, "not know the token",
        "of date"
      ),
      (404, "RevisionNotFound", nil, false, "has no revision \"main\"", "branches"),
      (429, nil, nil, false, "asked too often", "Wait"), (503, nil, nil, false, "503", "later"),
      (418, nil, nil, false, "418", nil),
    ] as [(Int, String?, String?, Bool, String, String?)])
  func aRefusalSaysWhatToTry(
    _ status: Int, _ code: String?, _ message: String?, _ hasToken: Bool, _ words: String,
    _ hint: String?
  ) throws {
    let name = try #require(HubName("org/name"))
    let question = Hub.Question(name, .main, hasToken: hasToken)
    guard
      case .refused(let fault) = try hub([:]).answer(
        status, code: code, message: message, to: question)
    else {
      Issue.record("not refused")
      return
    }
    #expect(fault.message.contains(words), "\(fault.message)")
    #expect(hint == nil || fault.hint?.contains(hint ?? "") == true, "\(fault.hint ?? "")")
  }

  private func hub(_ variables: [String: String]) throws(ImportFault) -> Hub {
    try Hub { variables[$0] }
  }
}
