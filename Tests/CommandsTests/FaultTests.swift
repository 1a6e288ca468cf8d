import Render
import Support
import Testing

/// Tiny broken programs in the words of users, one a kind of fault, with what a terminal says about
/// each: `Faults/NAME.vram` and beside it `NAME.txt`. Read a new message before it stays.
@Suite("Broken programs of users") struct UserFaultTests {
  private static let folder = Files.folder(of: #filePath) + "/Faults"

  private static let names = Files.list(folder).compactMap { name in
    name.hasSuffix(".vram") ? String(name.dropLast(5)) : nil
  }

  @Test(arguments: names) func message(_ name: String) {
    let program = Files.read("\(Self.folder)/\(name).vram") ?? ""
    let said = Conversation(width: 80).say(program)
    #expect(said.contains("error: "), "\(name).vram is not broken")
    let difference = Golden.difference(said, file: "\(name).txt", in: "Faults")
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func enough() { #expect(Self.names.count >= 80) }
}
