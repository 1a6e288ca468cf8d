/// The parts of a training step, as a user knows them.
package enum Phase: String, Sendable, CaseIterable {
  case load, forward, loss, backward, step
}
