import Support
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct OutputTests {
  /// A system whose calls go as the test says.
  private final class Script {
    var steps: [(count: Int, code: Int32)]
    var written: [UInt8] = []
    var calls = 0

    init(_ steps: [(count: Int, code: Int32)]) { self.steps = steps }

    func write(_ bytes: UnsafeRawBufferPointer) -> (count: Int, code: Int32) {
      calls += 1
      let step = steps.isEmpty ? (count: bytes.count, code: 0) : steps.removeFirst()
      if step.count > 0 { written += bytes.prefix(step.count) }
      return (min(step.count, bytes.count), step.code)
    }

    var text: String { String(decoding: written, as: UTF8.self) }
  }

  @Test func partialAndInterruptedWritesGoOn() throws {
    let script = Script([(3, 0), (-1, EINTR), (1, 0), (0, 0)])
    let output = Output(descriptor: 1, capacity: 100, write: script.write)
    try output.write("hello, größe")
    #expect(script.calls == 0)
    try output.flush()
    #expect(script.text == "hello, größe")
  }

  @Test func aFullBufferIsWritten() throws {
    let script = Script([])
    let output = Output(descriptor: 1, capacity: 4, write: script.write)
    try output.write("abcd")
    #expect(script.calls == 0)
    try output.write("e")
    #expect(script.text == "abcde")
  }

  @Test func aFaultIsReportedOnce() throws {
    let script = Script([(2, 0), (-1, ENOSPC)])
    let output = Output(descriptor: 1, capacity: 100, write: script.write)
    try output.write("hello")
    #expect(throws: OutputFault(code: ENOSPC)) { try output.flush() }
    try output.flush()
    #expect(OutputFault(code: ENOSPC).reason == "No space left on device")
  }

  @Test(.enabled(if: access("/dev/full", F_OK) == 0))
  func aFullDiskIsReported() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let output = Output(descriptor: descriptor, capacity: 0)
    #expect(throws: OutputFault(code: ENOSPC)) { try output.write("x") }
  }

  @Test func whenNobodyReadsTheProcessEndsByTheSignal() throws {
    let pipe = try Shell.run(
      "set -o pipefail; (trap '' PIPE; yes 2> /dev/null | exec \(EditorSession.program))"
        + " | head -n 1")
    #expect(pipe.output == "read [y]\n")
    #expect(pipe.status == 128 + SIGPIPE)
  }
}

struct PlainReaderTests {
  @Test func linesAreJoinedUntilTheyAreWhole() throws {
    let run = try Shell.run("printf 'a\\nf(\\r\\nb)\\n\\nlast (' | \(EditorSession.program)")
    #expect(run.output == "read [a]\nread [f(|b)]\nread []\nread [last (]\nended\n")
    #expect(run.status == 0)
  }

  @Test func noInputEndsAtOnce() throws {
    #expect(try Shell.run("\(EditorSession.program) < /dev/null").output == "ended\n")
  }

  @Test func aLongInputComesWhole() throws {
    let run = try Shell.run(
      "i=0; while [ $i -lt 3000 ]; do echo \"line number $i\"; i=$((i+1)); done"
        + " | \(EditorSession.program) | tail -n 2")
    #expect(run.output == "read [line number 2999]\nended\n")
  }
}
