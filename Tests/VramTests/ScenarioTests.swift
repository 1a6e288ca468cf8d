import Support
import Testing

/// The saved scenarios hold, and say what they are for.
@Suite struct ScenarioTests {
  static let folder = Files.root + "/scripts/scenarios"

  @Test(arguments: Files.list(folder))
  func everyScenarioHolds(_ name: String) throws {
    let text = try #require(Files.read(Self.folder + "/" + name))
    #expect(text.hasPrefix("#!/usr/bin/env vram\n# "))
    let last = text.split(separator: "\n").last { !$0.hasPrefix("#") && !$0.hasPrefix(" ") }
    #expect(last?.hasPrefix("assert ") == true, "a scenario ends in an assert")
    let answer = try Program.run("scripts/scenarios/\(name)")
    #expect(answer.errors == "")
    #expect(answer.status == 0)
  }

  @Test func aScriptRunsByItsShebang() throws {
    let line =
      "PATH=\"\(Built.folder):$PATH\" \"\(Self.folder)/quickstart.vram\" > /dev/null"
    #expect(try Shell.run(line).status == 0)
  }
}
