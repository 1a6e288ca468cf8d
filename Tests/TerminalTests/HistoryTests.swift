import Support
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct HistoryTests {
  @Test(arguments: ["plain", "two\nlines", "back\\slash", "\\n", "\\\n\\", "größe→日本", "\\\\n\\q"])
  func anEntryComesBackAsItWas(entry: String) {
    let escaped = History.escape(entry)
    #expect(!escaped.contains("\n"))
    #expect(History.unescape(escaped.utf8) == entry)
  }

  @Test func whatAHandWroteIsReadAsItStands() {
    #expect(History.unescape("a\\qb\\".utf8) == "a\\qb\\")
  }

  @Test func theFileIsPrivateAndItsFoldersAreToo() {
    let scratch = Scratch()
    let history = History(path: scratch.path + "/state/vram/history")
    #expect(history.load() == History.Contents(entries: [], warning: nil))
    #expect(history.append("one") == nil)
    #expect(history.append("two\nlines") == nil)
    #expect(mode(history.path) == 0o600)
    #expect(mode(scratch.path + "/state/vram") == 0o700)
    #expect(mode(scratch.path + "/state") == 0o700)
    #expect(history.load().entries == ["one", "two\nlines"])
  }

  @Test func aFileThatOthersCouldReadIsClosedToThem() {
    let scratch = Scratch()
    Files.write("old\n", to: scratch.history)
    chmod(scratch.history, 0o644)
    #expect(History(path: scratch.history).append("new") == nil)
    #expect(mode(scratch.history) == 0o600)
    #expect(Files.read(scratch.history) == "old\nnew\n")
  }

  @Test func theSizeIsBounded() {
    let scratch = Scratch()
    let history = History(path: scratch.history, limit: 100)
    for number in 1...110 { #expect(history.append("\(number)") == nil) }
    #expect(history.load().entries == (11...110).map { "\($0)" })
    #expect(Files.read(scratch.history)?.hasPrefix("1\n") == true)
    #expect(history.append("111") == nil)
    #expect(history.load().entries == (12...111).map { "\($0)" })
    #expect(Files.read(scratch.history)?.hasPrefix("12\n") == true)
    #expect(mode(scratch.history) == 0o600)
    #expect(Files.list(scratch.path) == ["history"])
  }

  @Test func cuttingTheFileLosesNothingThatOthersAppend() async {
    let scratch = Scratch()
    let history = History(path: scratch.history, limit: 100)
    let warnings = await withTaskGroup(of: [String].self) { group in
      for writer in 1...4 {
        group.addTask {
          (1...100).compactMap { number in
            let warning = history.append("\(writer) says \(number)")
            return warning ?? (number % 5 == 0 ? history.load().warning : nil)
          }
        }
      }
      var all: [String] = []
      for await some in group { all += some }
      return all
    }
    #expect(warnings == [])
    let entries = history.load().entries
    #expect(entries.count == 100)
    // What each writer wrote and is left is an unbroken run up to its last entry.
    for writer in 1...4 {
      let own = entries.filter { $0.hasPrefix("\(writer) ") }
      #expect(own == (101 - own.count..<101).map { "\(writer) says \($0)" })
    }
  }

  @Test func aLineThatWasCutShortDoesNotSpoilTheNext() {
    let scratch = Scratch()
    Files.write("whole\nhal", to: scratch.history)
    #expect(History(path: scratch.history).append("next") == nil)
    #expect(Files.read(scratch.history) == "whole\nhal\nnext\n")
  }

  @Test func whatIsBlankOrBeginsWithASpaceIsNotKept() {
    #expect(History.isKept("a"))
    #expect(!History.isKept(""))
    #expect(!History.isKept(" a"))
    #expect(!History.isKept("\n"))
  }

  @Test func faultsAreWarnings() {
    let scratch = Scratch()
    Files.write("", to: scratch.path + "/file")
    let beneath = History(path: scratch.path + "/file/history")
    #expect(beneath.append("a")?.contains("Not a directory") == true)
    #expect(beneath.load().warning?.contains("Not a directory") == true)
    #expect(History(path: scratch.path).append("a")?.contains("directory") == true)
  }

  @Test func whatIsNoPlainFileKeepsNothing() {
    #expect(History(path: "/dev/null").append("a") == nil)
    #expect(History(path: "/dev/null").load() == History.Contents(entries: [], warning: nil))
  }

  @Test(.enabled(if: access("/dev/full", F_OK) == 0)) func aFullDiskIsAWarning() {
    let history = History(path: "/dev/full")
    #expect(history.load() == History.Contents(entries: [], warning: nil))
    #expect(history.append("a")?.contains("/dev/full: No space left on device") == true)
  }

  @Test func theStandardPlaces() {
    func path(_ values: [String: String]) -> String? { History.standard(Variables(values))?.path }
    #expect(path(["HOME": "/h"]) == "/h/.local/state/vram/history")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "/s"]) == "/s/vram/history")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "relative"]) == "/h/.local/state/vram/history")
    #expect(path(["HOME": "/h", "VRAM_HISTORY": ""]) == nil)
    #expect(path(["HOME": "/h", "VRAM_HISTORY": "/my/file"]) == "/my/file")
    #expect(path([:]) == nil)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
