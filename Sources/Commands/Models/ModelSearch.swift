import Catalog
import Import
import Language

/// What `hf` was asked for: a path or a name of the hub, and how that becomes a model.
struct ModelSearch {
  let session: Session
  let given: String
  /// Where it stands.
  let place: Place
  private let revision: String?
  private let placeOfRevision: Place

  init(_ arguments: Arguments, _ session: Session) {
    self.session = session
    given = arguments.text("path") ?? ""
    place = arguments.place(of: "path")
    revision = arguments.text("revision")
    placeOfRevision = arguments.place(of: "revision")
  }

  /// What lies at the path comes first, then the cache, then the hub: what is here already is not
  /// asked for. Where the hub cannot be asked, the catalog answers for the models that it has.
  func model() throws(Fault) -> Value {
    if session.world.exists(given) { return try read(FolderFiles(at: given, session.world)) }
    guard let name = HubName(given) else {
      throw outside(
        "I cannot read `\(given)`: there is no such file.",
        hint: "name a config.json on this machine, its folder, or a model of the hub: `org/name`")
    }
    let revision = try wantedRevision()
    if let cached = FolderFiles(cached: name, revision, session.world) { return try read(cached) }
    let asked = "\(name.text)@\(revision.text)"
    if let model = session.fetched[asked] { return model }
    let model = try read(HubFiles(name, revision, self))
    session.fetched[asked] = model
    return model
  }

  private func wantedRevision() throws(Fault) -> Revision {
    guard let revision else { return .main }
    guard let wanted = Revision(revision) else {
      throw .value(
        "`\(revision)` is no name of a revision.", at: placeOfRevision,
        hint: "a branch, a tag or a commit, as the page of the model lists them")
    }
    return wanted
  }

  // MARK: reading

  private func read(_ files: some ModelFiles) throws(Fault) -> Value {
    let bytes: [UInt8]
    do throws(ImportFault) {
      bytes = try config(of: files)
    } catch {
      try session.poll()
      if error.isOutOfReach, let model = try catalogued() { return model }
      throw outside(error.message, hint: error.hint)
    }
    let reading: HuggingFace.Reading
    do throws(ImportFault) {
      reading = try HuggingFace.reading(of: bytes, name: files.title)
    } catch {
      throw .value("`\(given)`: \(error.message)", at: place, hint: error.hint)
    }
    let notes = try notes(on: files, reading)
    let facts = ModelValue.Facts(
      hub: files.name?.text, context: reading.context, source: files.source,
      notes: reading.notes + notes)
    return .entity(ModelValue(reading.architecture, facts: facts))
  }

  /// The config's bytes, or those of an adapter's, which is then refused by what it is.
  private func config(of files: some ModelFiles) throws(ImportFault) -> [UInt8] {
    for file in [files.config, "adapter_config.json"] {
      if let bytes = try files.head(file, HuggingFace.mostBytes) { return bytes }
    }
    throw files.absence
  }

  /// The catalog's model for a name of the hub: of an owner who is known, as others may publish
  /// something else under such a name, and as it is today, which a revision need not be.
  private func catalogued() throws(Fault) -> Value? {
    guard revision == nil, let known = inCatalog, known.isByKnownOwner,
      let (value, note) = try session.library(meantBy: given)
    else { return nil }
    let taken = note ?? "`\(given)` is taken as `\(known.name)`, \(session.style.text(value))"
    session.tell(["the hub cannot be asked here, and the catalog answers: \(taken)"])
    return value
  }

  /// How the count compares with that of the weights, where they lie beside the config. Weights
  /// that cannot be read spoil no answer: the config is what counts.
  private func notes(
    on files: some ModelFiles, _ reading: HuggingFace.Reading
  ) throws(Fault) -> [String] {
    guard files.config == "config.json" else { return [] }
    defer { session.world.advance(nil) }
    do throws(ImportFault) {
      let finding = try Checkpoint.compare(
        with: reading.architecture, files: files.most, advance: session.world.advance, files.head)
      return finding.note.map { [$0] } ?? []
    } catch {
      try session.poll()
      return ["The count is not compared with the stored one. \(error.message)"]
    }
  }

  /// What cannot be had is perhaps in the catalog: then that is what to try.
  func outside(_ message: String, hint: String?) -> Fault {
    let hint = inCatalog.map { "the catalog has this model: `\($0.name)`" } ?? hint
    return .broken(Diagnostic(.outside, message, at: place, hint: hint))
  }

  /// The catalog's name for what was asked for, and whether its owner is known.
  private var inCatalog: (name: String, isByKnownOwner: Bool)? {
    if Catalog.entry(named: given)?.kind == .model { return (given, true) }
    return Catalog.model(publishedAs: given).map { ($0.name, $0.isByKnownOwner) }
  }
}
