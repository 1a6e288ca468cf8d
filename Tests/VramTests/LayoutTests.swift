import Support
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `vram fmt`: what it does to files, and its exit status.
@Suite struct LayoutTests {
  private let scratch = Scratch()

  private func file(_ name: String, _ text: String) -> String {
    let path = scratch.path + "/" + name
    Files.write(text, to: path)
    return path
  }

  @Test func laysOutInPlace() throws {
    let path = file("a.vram", "x=1 # why\n\n\n\ny = 2")
    let answer = try Program.run("fmt \"\(path)\"")
    #expect(answer.status == 0 && answer.output == "" && answer.errors == "")
    #expect(Files.read(path) == "x = 1  # why\n\ny = 2\n")
    #expect(try Program.run("fmt --check \"\(path)\"").status == 0)
  }

  @Test func checkSaysWhichDiffer() throws {
    let (good, bad) = (file("good.vram", "x = 1\n"), file("bad.vram", "x=1\n"))
    for arguments in [
      "fmt --check \"\(good)\" \"\(bad)\"", "fmt \"\(good)\" \"\(bad)\" --check",
    ] {
      let answer = try Program.run(arguments)
      #expect(answer.status == 1 && answer.output == bad + "\n")
    }
    #expect(Files.read(bad) == "x=1\n")
  }

  @Test func whatCannotBeReadIsLeftAlone() throws {
    let (broken, other) = (file("broken.vram", "x = )\n"), file("other.vram", "x=1\n"))
    let answer = try Program.run("fmt \"\(broken)\" no/such.vram \"\(other)\"")
    #expect(answer.status == 2)
    #expect(answer.errors.contains("broken.vram") && answer.errors.contains("no such file"))
    #expect(Files.read(broken) == "x = )\n")
    // The others are laid out all the same.
    #expect(Files.read(other) == "x = 1\n")
    #expect(try Program.run("fmt --check \"\(broken)\" \"\(other)\"").status == 2)
  }

  @Test func stdinToStdout() throws {
    let answer = try Program.run("fmt -", input: "f (1 )")
    #expect(answer.output == "f(1)\n" && answer.status == 0)
    #expect(try Program.run("fmt --check -", input: "f (1 )").status == 1)
    #expect(try Program.run("fmt -", input: "").output == "")
    #expect(try Program.run("fmt -", input: "f(").status == 2)
  }

  @Test(arguments: ["fmt", "fmt --check", "fmt --chekc a.vram", "fmt --format json a.vram"])
  func usage(_ arguments: String) throws {
    let answer = try Program.run(arguments)
    #expect(answer.status == 64 && answer.errors.hasPrefix("vram: fmt "))
  }

  @Test func permissionsAndLinksStay() throws {
    let path = file("a.vram", "x=1\n")
    let link = scratch.path + "/link.vram"
    #expect(chmod(path, 0o755) == 0 && symlink(path, link) == 0)
    #expect(try Program.run("fmt \"\(link)\"").status == 0)
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o755)
    #expect(Files.read(path) == "x = 1\n")
    #expect(Files.list(scratch.path) == ["a.vram", "link.vram"])
  }

  /// What is laid out already is not written again.
  @Test func anUnchangedFileIsNotTouched() throws {
    let path = file("a.vram", "x = 1\n")
    var (before, after) = (stat(), stat())
    #expect(stat(path, &before) == 0)
    #expect(try Program.run("fmt \"\(path)\"").status == 0)
    #expect(stat(path, &after) == 0 && before.st_ino == after.st_ino)
  }

  @Test func whatIsNoPlainFileIsNotReplaced() throws {
    let answer = try Shell.run(
      "mkfifo \"\(scratch.path)/pipe\"; (echo x=1 > \"\(scratch.path)/pipe\" &);"
        + " \"\(Program.path)\" fmt \"\(scratch.path)/pipe\"; echo $?")
    #expect(answer.output.hasSuffix("it is no plain file\n2\n"), "\(answer.output)")
  }
}
