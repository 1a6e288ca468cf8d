import Language
import Support
import Testing

@testable import Commands

/// Lessons: scripts that are read step by step.
@Suite struct LessonTests {
  private static let folder = Files.root + "/scripts/lessons"
  private static let files = Files.list(folder)

  @Test func theProgramCarriesThemAsTheyAre() throws {
    let carried = Set(Lesson.texts.map { "\($0.text)" })
    for file in Self.files {
      let text = try #require(Files.read(Self.folder + "/" + file))
      // A literal of several lines ends before its last newline.
      #expect(carried.contains(String(text.dropLast())), "run scripts/teach: \(file)")
    }
    #expect(carried.count == Self.files.count)
  }

  /// A learner who types each answer gets through, and each step is done by its own line alone.
  @Test(arguments: Lesson.texts.indices)
  func aLearnerGetsThrough(_ number: Int) throws {
    let lesson = try Lesson.carried(number)
    let conversation = Conversation(width: 88)
    var said = conversation.say(lesson.name)
    for (index, step) in lesson.steps.enumerated() {
      #expect(!conversation.say("0").contains("Step \(index + 2) of"), "\(step.title)")
      let answer = conversation.say(step.answer)
      #expect(!answer.contains("error") && !answer.contains("{"), "\(answer)")
      #expect(!step.checks.contains { $0.hint.isEmpty } && !step.why.isEmpty, "\(step.title)")
      said += "vram> \(step.answer)\n" + answer
    }
    #expect(conversation.session.companion == nil)
    let problem = Golden.difference(said, file: "lesson-\(number).txt")
    #expect(problem == nil, "\(problem ?? "")")
  }

  /// As scripts they run through: every answer does its step.
  @Test(arguments: files)
  func asAScriptItsAssertsHold(_ file: String) throws {
    let text = try #require(Files.read(Self.folder + "/" + file))
    let answer = Conversation().say(text)
    #expect(!answer.contains("assertion failed") && !answer.contains("error:"), "\(answer)")
  }

  /// What a question asks is not given away.
  @Test func aQuestionKeepsItsAnswer() throws {
    let lesson = try Lesson.carried(1)
    let conversation = Conversation()
    _ = conversation.say("lesson 1")
    for step in lesson.steps.dropLast() { _ = conversation.say(step.answer) }
    let last = try #require(lesson.steps.last)
    #expect(!last.isGiven)
    #expect(!conversation.say("lesson").contains(last.answer))
    #expect(conversation.say("model = llama3_2_1b").contains("is its vocabulary small"))
    #expect(conversation.say("lesson skip").contains(last.answer))
  }

  @Test func ofSeveralAssertsTheOneThatFailsGivesTheHint() throws {
    let conversation = Conversation()
    _ = conversation.say("lesson 2")
    #expect(conversation.say("1").contains("set `model` and `method`"))
    _ = conversation.say("lesson 2")
    #expect(
      conversation.say("model = llama3_2_1b; method = full").contains("ask for the `estimate`"))
  }

  @Test func aTeachersOwnIsReadFromItsFile() {
    let conversation = Conversation()
    #expect(conversation.say("lesson \"scripts/lessons/3_adam.vram\"").contains("Why Adam is dear"))
    #expect(conversation.say("lesson stop").contains("Left the lesson at step 1 of 5"))
    #expect(conversation.say("lesson \"scripts/nothing.vram\"").contains("I cannot read"))
    #expect(conversation.say("lesson \"scripts/scenarios/quickstart.vram\"").contains("no step"))
    let refused = conversation.say("lesson 99").replacing("\n  ", with: " ")
    #expect(refused.contains("a whole number from 1 to 8"))
    #expect(conversation.say("lesson stop").contains("no lesson is on"))
  }

  @Test(arguments: [
    ("## A title\n", "no line that answers it"),
    ("## A title\nmodel = gpt2\n", "has no assert"),
    ("# A lesson\n", "no step in this lesson"),
    ("## A title\nmodel = (\n", "("),
  ])
  func whatALessonLacksIsSaid(_ text: String, _ message: String) {
    do throws(Fault) {
      _ = try Lesson(Source(text), name: "mine")
      Issue.record("It was read.")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }

  @Test func aLessonIsReadAsItIsWritten() throws {
    let text = """
      #!/usr/bin/env vram
      # Title
      # An opening
      # of two lines.

      ## One
      # Do this:
      batch = 2  # not prose
      seq = [
        # neither this
        1K][0]
      assert batch == 2, "a hint"
      assert seq == 1K,
        "another"
      # Because {batch}.

      ## Two
      #? Find it.
      batch = 3
      assert batch == 3, "three"
      # So.
      """
    let lesson = try Lesson(Source(text.replacing("\n", with: "\r\n")), name: "mine")
    #expect(lesson.title == "Title" && lesson.opening == "An opening of two lines.")
    #expect(lesson.steps.map(\.title) == ["One", "Two"])
    #expect(lesson.steps.map(\.isGiven) == [true, false])
    #expect(lesson.steps[0].task == "Do this:" && lesson.steps[1].task == "Find it.")
    #expect(
      lesson.steps[0].answer.hasPrefix("batch = 2") && lesson.steps[0].answer.hasSuffix("1K][0]"))
    #expect(lesson.steps[0].checks.map(\.condition) == ["batch == 2", "seq == 1K"])
    #expect(lesson.steps[0].checks.map(\.hint) == ["a hint", "another"])
    #expect(lesson.steps[0].why == "Because {batch}.")
  }
}
