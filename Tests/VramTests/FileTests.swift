import Support
import Testing

/// What lies where a name leads: pipes, links, folders of the user, texts in other encodings.
@Suite struct FileTests {
  private let scratch = Scratch()
  private var folder: String { scratch.path }

  private func run(_ code: String) throws -> Program.Answer {
    Files.write(code + "\n", to: folder + "/run.vram")
    return try Program.run(folder + "/run.vram", environment: "HOME=\"\(folder)\"")
  }

  @Test func aPipeIsNoConfig() throws {
    _ = try Shell.run("mkfifo \"\(folder)/config.json\"")
    for path in [folder, folder + "/config.json"] {
      let answer = try run("hf(\"\(path)\")")
      #expect(answer.status == 2)
      #expect(answer.errors.contains("it is a pipe or a device, not a file"), "\(answer.errors)")
    }
    #expect(try run("load \"\(folder)/config.json\"").errors.contains("a pipe or a device"))
    #expect(try run("adapter(\"/dev/tty\")").status == 2)
  }

  /// A script itself may come through a pipe: whoever names one waits for it.
  @Test func aScriptMayComeThroughAPipe() throws {
    let answer = try Shell.run("bash -c '\"\(Program.path)\" <(echo \"1 + 1\")'")
    #expect(answer.output == "2\n" && answer.status == 0)
  }

  @Test func aLinkIsFollowed() throws {
    Files.write("old", to: folder + "/there.csv")
    _ = try Shell.run("ln -s there.csv \"\(folder)/link.csv\"")
    #expect(try run("save(1, \"\(folder)/link.csv\", over: on)").status == 0)
    #expect(Files.read(folder + "/there.csv") == "1\n")
    #expect(try Shell.run("test -L \"\(folder)/link.csv\"").status == 0)
  }

  @Test func aLinkThatLeadsNowhereStays() throws {
    _ = try Shell.run("ln -s nowhere.csv \"\(folder)/link.csv\"")
    let answer = try run("save(1, \"\(folder)/link.csv\")")
    #expect(answer.status == 2)
    #expect(answer.errors.contains("it is a link that leads nowhere"))
    #expect(try Shell.run("test -L \"\(folder)/link.csv\"").status == 0)
  }

  @Test func aReadOnlyFileStays() throws {
    Files.write("old", to: folder + "/kept.csv")
    _ = try Shell.run("chmod 444 \"\(folder)/kept.csv\"")
    let answer = try run("save(1, \"\(folder)/kept.csv\", over: on)")
    #expect(answer.status == 2)
    #expect(answer.errors.contains("it is read-only"))
    #expect(Files.read(folder + "/kept.csv") == "old")
  }

  @Test func theFolderOfTheUser() throws {
    #expect(try run("save(1, \"~/a.csv\")").status == 0)
    #expect(Files.read(folder + "/a.csv") == "1\n")
    Files.write("x = 41\n", to: folder + "/b.vram")
    #expect(try run("load \"~/b.vram\"; x + 1").output == "42\n")
    #expect(try run("load \"~b.vram\"").errors.contains("`~b.vram`: there is no such file"))
  }

  @Test func aFailingScriptThatIsLoadedFails() throws {
    Files.write("assert 1 == 2\n", to: folder + "/fails.vram")
    #expect(try run("load \"\(folder)/fails.vram\"").status == 1)
    Files.write("assert 1 == 2; quit\n", to: folder + "/fails.vram")
    let answer = try run("load \"\(folder)/fails.vram\"; print 1")
    #expect(answer.status == 1 && answer.output.isEmpty)
  }

  @Test func anotherEncodingIsRefused() throws {
    let path = folder + "/latin.vram"
    _ = try Shell.run("printf 'x = 1\\nprint \"caf\\351\"\\n' > \"\(path)\"")
    for option in ["", "--check ", "fmt "] {
      let answer = try Program.run(option + path)
      #expect(answer.status == 2)
      #expect(answer.errors.contains("A script is UTF-8, and the byte E9 here is none"))
      #expect(answer.errors.contains("latin.vram:2:11"), "\(answer.errors)")
    }
    #expect(try run("load \"\(path)\"").errors.contains("latin.vram:2:11"))
  }
}
