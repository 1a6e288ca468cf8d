#if os(Linux)
  import Support
  import Testing

  /// What does not fit in memory ends in a message: under a limit, as a container sets one.
  @Suite struct RoomTests {
    /// The program with 600 MB of address space.
    private func run(_ script: String) throws -> (output: String, status: Int32) {
      let scratch = Scratch()
      Files.write(script, to: scratch.path + "/x.vram")
      return try Shell.run(
        "ulimit -v 600000; \"\(Program.path)\" --color never \"\(scratch.path)/x.vram\"")
    }

    @Test(arguments: [
      ("xs = [[x for x in 1...1000000] for y in 1...60]", "This holds too many items"),
      ("f(y) = [x for x in 1...1000000]; xs = map(1...60, f)", "This holds too many items"),
      ("f(y) = [x for x in 1...200000]; xs = sweep(y, 1...200, f(y))", "no room in memory"),
      (
        "f(t, n) = if n == 0 then t else f(t + t, n - 1); xs = [f(\"{x} \", 22) for x in 1...200]",
        "no room in memory"
      ),
    ])
    func aMessageAndNoTrace(_ script: String, _ message: String) throws {
      let answer = try run(script)
      #expect(answer.status == 2, "\(answer.output)")
      #expect(answer.output.contains(message), "\(answer.output)")
    }

    @Test func manyNamesTogether() throws {
      let answer = try run(
        (0..<200).map { "x\($0) = [x for x in 1...200000]" }.joined(separator: "\n"))
      #expect(answer.status == 2)
      #expect(answer.output.contains("no room in memory"), "\(answer.output)")
    }

    /// What is let go of is not counted, and `undo` keeps no more than there is room for.
    @Test func oneNameManyTimes() throws {
      let lines = [String](repeating: "xs = [x for x in 1...200000]", count: 100)
      let answer = try run((lines + ["xs.count"]).joined(separator: "\n"))
      #expect(answer.output == "200_000\n")
      #expect(answer.status == 0)
    }

    @Test func aTableTooLongToShow() throws {
      let answer = try run("t = sweep(n, 1...300000, n); t.count; t")
      #expect(answer.status == 2)
      #expect(answer.output.hasPrefix("300_000\n"), "\(answer.output)")
      #expect(answer.output.contains("There is no room in memory to show 300,000 rows"))
    }
  }
#endif
