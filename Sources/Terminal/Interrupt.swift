import CLineEdit

/// Ctrl-C while something is being computed: a flag that the evaluator polls.
///
/// Without `watch` Ctrl-C ends the process, as a script's reader expects. While the editor reads, it
/// takes Ctrl-C for itself.
package enum Interrupt {
  /// From now on Ctrl-C raises the flag.
  package static func watch() { cle_watch() }

  /// From now on Ctrl-C does what it did before `watch`.
  package static func unwatch() { cle_unwatch() }

  /// Whether Ctrl-C was pressed since the last `clear`, or since the last statement was read.
  package static var isRaised: Bool { cle_is_raised() }

  /// Waits until a descriptor can be read; false when Ctrl-C was pressed before or meanwhile.
  package static func waitUnlessRaised(for descriptor: Int32) -> Bool {
    cle_wait_unless_raised(descriptor)
  }

  /// Forgets the Ctrl-C that was answered.
  package static func clear() { cle_clear_raised() }
}
