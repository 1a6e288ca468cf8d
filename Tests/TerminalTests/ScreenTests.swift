import Testing

@testable import Terminal

struct ScreenTests {
  @Test(arguments: [
    (true, ["TERM": "xterm"], Screen.Colours.sixteen),
    (true, ["TERM": "xterm-256color"], .indexed),
    (true, ["TERM": "xterm", "COLORTERM": "truecolor"], .full),
    (true, ["TERM": "xterm", "COLORTERM": "24bit"], .full),
    (true, ["TERM": "xterm", "NO_COLOR": "1"], .none),
    (true, ["TERM": "xterm", "NO_COLOR": ""], .sixteen),
    (true, ["TERM": "xterm", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"], .none),
    (true, ["TERM": "xterm", "CLICOLOR": "0"], .none),
    (true, ["TERM": "dumb"], .none),
    (true, ["TERM": "dumb", "COLORTERM": "truecolor"], .none),
    (true, [:], .none),
    (false, ["TERM": "xterm"], .none),
    (false, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], .sixteen),
    (false, ["TERM": "xterm", "CLICOLOR_FORCE": "0"], .none),
  ])
  func colours(isTerminal: Bool, variables: [String: String], expected: Screen.Colours) {
    #expect(Screen.colours(isTerminal: isTerminal, variables: Variables(variables)) == expected)
  }

  @Test(.enabled(if: !Screen.isTerminal(.input)))
  func theWidthWithoutATerminal() {
    #expect(Screen.width(of: .input, variables: Variables([:])) == 80)
    #expect(Screen.width(of: .input, variables: Variables(["COLUMNS": "132"])) == 132)
    #expect(Screen.width(of: .input, variables: Variables(["COLUMNS": "wide"])) == 80)
    #expect(Screen.width(of: .input, variables: Variables(["COLUMNS": "-3"])) == 80)
    #expect(Screen.height(of: .input) == nil)
  }
}
