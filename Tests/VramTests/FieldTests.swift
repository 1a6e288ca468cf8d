import Support
import Testing

/// Files of other tools that lie beside docs/field.md, given to the program as people do.
@Suite struct FieldFileTests {
  private static let trainers = "docs/field/trainers"

  @Test(arguments: Files.list(Files.root + "/" + trainers))
  func aTrainersFileIsOneSentence(_ name: String) throws {
    let answer = try Program.run("\(Self.trainers)/\(name)")
    #expect(answer.status == 2 && answer.output == "")
    #expect(answer.errors.ranges(of: "error: ").count == 1)
    #expect(answer.errors.contains("is a configuration of"))
  }

  @Test func aTextNamesAModelAsItIsPublished() throws {
    let scratch = Scratch()
    let path = scratch.path + "/asked.vram"
    Files.write("model = arguments[0]; model.name\n", to: path)
    #expect(try Program.run("\(path) Qwen/Qwen2.5-7B-Instruct").output.hasSuffix("Qwen2.5 7B\n"))
    let unknown = try Program.run("\(path) mistral")
    #expect(unknown.status == 2 && unknown.errors.contains("several names begin so"))
  }
}
