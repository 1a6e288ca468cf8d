import Language
import Support
import Testing

@testable import Commands

/// The tour, from the first line to the last.
@Suite struct TourTests {
  private static let steps = (try? Lesson.carried(0).steps) ?? []

  @Test func aLearnerWhoDoesAsToldGetsThrough() {
    let conversation = Conversation(width: 88)
    var said = conversation.say("tour")
    for step in Self.steps {
      let answer = conversation.say(step.answer)
      // What stands in braces was evaluated, and no step broke.
      #expect(!answer.contains("error") && !answer.contains("{"), "\(answer)")
      said += "vram> \(step.answer)\n" + answer
    }
    #expect(conversation.session.companion == nil)
    let problem = Golden.difference(said, file: "tour.txt")
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test func eachStepIsNewAndTellsItsLineFromThatOfTheStepBefore() {
    let conversation = Conversation()
    _ = conversation.say("tour")
    for (index, step) in Self.steps.enumerated() {
      // Neither a stale answer nor what stands already is taken for the step's own.
      #expect(conversation.say("tour").contains("Step \(index + 1) of 10"))
      #expect(conversation.say("0").contains("tour \(index + 1) of 10"))
      _ = conversation.say(step.answer)
    }
  }

  @Test func errorsAndOtherLinesDoNotEndIt() {
    let conversation = Conversation()
    _ = conversation.say("tour")
    #expect(conversation.say("modle = llama8b; nonsense(").contains("tour 1 of 10: bind the name"))
    // What the step is about is said once, not after each line.
    #expect(!conversation.say("1 / 0").contains("tour 1 of 10"))
    #expect(!conversation.say("help batch").contains("tour 1 of 10"))
    #expect(conversation.say("tour").contains("Step 1 of 10"))
    _ = conversation.say("batch")
    #expect(conversation.say("seq").contains("`tour skip` takes it for you"))
    #expect(!conversation.say("2 + 2").contains("tour"))
    #expect(conversation.say("model = llama3_1_8b").contains("Step 2 of 10"))
  }

  @Test func anEmptyLineSpendsNoHint() {
    let conversation = Conversation()
    _ = conversation.say("tour")
    for line in ["", "  ", ";", "\n\n", "# a comment", ""] {
      #expect(conversation.say(line) == "")
    }
    #expect(conversation.say("2 + 2").contains("tour 1 of 10"))
    for line in ["", "", "# a comment"] { #expect(conversation.say(line) == "") }
    for line in ["1", "2", "3"] { #expect(!conversation.say(line).contains("tour")) }
    #expect(conversation.say(")").contains("`tour skip` takes it for you"))
  }

  @Test func skipTakesEveryStep() {
    let conversation = Conversation()
    _ = conversation.say("tour")
    for _ in Self.steps { _ = conversation.say("tour skip") }
    #expect(conversation.session.companion == nil)
    #expect(conversation.value("fits(gpu)")?.truth == true)
    #expect(conversation.value("history.count")?.quantity?.whole == 19)
  }

  @Test func anEarlierSetupComesBackAtTheEnd() {
    let conversation = Conversation()
    _ = conversation.say("batch = 4; mine = 1")
    #expect(conversation.say("tour").contains("put aside"))
    #expect(conversation.say("batch").hasPrefix("1\n"))
    _ = conversation.say("model = llama8b; mine = 7")
    #expect(conversation.say("tour(stop)").contains("Your own setup is back."))
    #expect(conversation.say("batch + mine; model") == "5\nnone\n")
    #expect(conversation.say("undo") == "took back mine = 1 · `mine` is unknown again\n")
  }

  @Test func stopWithoutATourSaysSo() {
    #expect(Conversation().say("tour stop").contains("no tour is on"))
    #expect(Conversation().say("tour onwards").contains("`skip`"))
  }
}
