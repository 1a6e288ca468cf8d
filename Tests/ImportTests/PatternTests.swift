import Testing

@testable import Import

/// Patterns match what Python's `re.fullmatch` matches.
@Suite struct PatternTests {
  /// Each line was answered by Python 3.11.
  @Test(arguments: [
    ("q_proj", "q_proj", true), ("q_proj", "xq_proj", false), (".*q_proj", "a.q_proj", true),
    (".", "\n", false), ("a|b|", "", true), ("a|b|", "b", true), ("a|b|", "ab", false),
    ("(?:a|bc)+d?", "abcabcd", true), ("(?:a|bc)+d?", "abcdd", false), ("a{2,3}", "aaaa", false),
    ("a{2,3}", "aaa", true), ("a{2}", "a", false), ("a{,2}", "", true), ("a{,2}", "aaa", false),
    ("a{2,}", "aaaaaa", true), ("a{x}", "a{x}", true), ("a{}", "a{}", true),
    ("[\\d]{1,}", "12", true),
    ("[^a-c.]+", "xyz", true), ("[^a-c.]+", "xaz", false), ("[]a]+", "]a", true),
    ("[a-]+", "a-", true), ("[\\w.]+", "a.b_9", true), ("\\bmodel\\.x", "model.x", true),
    ("a\\bb", "ab", false), ("a\\Bb", "ab", true), ("^a$", "a", true), ("\\Aa\\Z", "a", true),
    ("(?P<name>a)b", "ab", true), ("(?!.*mlp).*proj", "x.proj", true),
    ("(?!.*mlp).*proj", "x.mlp.proj", false), ("a(?=b).*", "abc", true), ("a(?=b)", "ab", false),
    ("(a*)*b", "aaab", true), ("(|a)+", "aaa", true), ("\\.", "a", false), ("", "", true),
    ("()", "a", false), ("ä+", "ää", true), ("a*?b", "aab", true), ("\\S\\s\\D\\W", "a b-", true),
  ])
  func matchesAsPythonDoes(_ pattern: String, _ text: String, _ matches: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == matches)
  }

  @Test(arguments: [
    ("(a", "it leaves a group open"), ("a)", "it closes a group that is not open"),
    ("*a", "it repeats nothing"), ("a**", "it repeats a repetition"), ("[a", "it leaves brackets"),
    ("a\\", "it ends with a backslash"), ("(a)\\1", "it refers back"), ("(?i)a", "it has a group"),
    ("(?<=a)b", "it looks behind"), ("a*+", "it has a possessive"), ("[z-a]", "it has a range"),
    ("a{3,2}", "it repeats from more"), ("\\q", "it has an escape"),
    ("(?=(?=a))", "it looks ahead"),
    ("(?P<a", "it has a group"),
  ])
  func whatIsNotTakenIsSaid(_ pattern: String, _ reason: String) {
    #expect(problem(pattern)?.hasPrefix(reason) == true, "\(problem(pattern) ?? "taken")")
  }

  /// Where trying one way after the other takes ages, or a program would fill the memory.
  @Test func malicePaysNothing() throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try Pattern("(a+)+b").matches(text) == false)
    #expect(try Pattern("(a|aa)+(?!b)c?").matches(text))
    #expect(problem("((((a{999}){999}){999}){999}){999}") == "it is too long")
    #expect(problem("(((){999}){999}){999}") == "it is too long")
    #expect(problem("((?=a{90}){99}){99}") == "it is too long")
    #expect(problem(String(repeating: "(", count: 100_000)) == "it nests too deep")
    #expect(problem("a{99999999999999999999}") == "it is too long")
  }

  private func problem(_ pattern: String) -> String? {
    do throws(Pattern.Problem) {
      _ = try Pattern(pattern)
      return nil
    } catch {
      return error.reason
    }
  }
}
