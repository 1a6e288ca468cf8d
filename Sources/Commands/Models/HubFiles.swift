import Import
import Language

/// Files of a model on the hub, fetched one by one as they are asked for.
struct HubFiles: ModelFiles {
  private let world: World
  private let hub: Hub
  private let token: String?
  private let revision: Revision
  private let repository: HubName
  let config = "config.json"
  /// Each takes a request, and the answer waits for all of them.
  let most = 40

  /// - Throws: where the environment says how to ask in a way that cannot be right.
  init(_ name: HubName, _ revision: Revision, _ search: ModelSearch) throws(Fault) {
    world = search.session.world
    repository = name
    self.revision = revision
    do throws(ImportFault) {
      hub = try Hub(world.variable)
      token = try Self.token(of: hub, world)
    } catch {
      throw search.outside(error.message, hint: error.hint)
    }
  }

  var title: String { repository.title }
  var name: HubName? { repository }
  var source: String { "\(hub.page(of: repository)) at \(revision.text)" }

  var absence: ImportFault {
    ImportFault(
      "`\(repository.text)` is no file here, and \(hub.endpoint) has no config.json of such a model.",
      hint: "are the name and its capitals right? See \(hub.page(of: repository))")
  }

  func head(_ file: String, _ most: Int) throws(ImportFault) -> [UInt8]? {
    guard !hub.isOffline else { throw offline }
    let request = Request(
      hub.url(of: file, repository, revision), token: token, upTo: most,
      isPart: file.hasSuffix(".safetensors"), patience: hub.patience)
    let response: Response
    do throws(Unreachable) {
      response = try world.fetch(request)
    } catch {
      throw ImportFault(
        "I cannot fetch `\(repository.text)` from \(hub.endpoint): \(error.reason).",
        hint: error.hint, isOutOfReach: true)
    }
    let question = Hub.Question(repository, revision, hasToken: token != nil)
    let answer = hub.answer(
      response.status, code: response.fields["x-error-code"],
      message: response.fields["x-error-message"], to: question)
    switch answer {
    case .file: return response.body
    case .noFile: return nil
    case .refused(let fault): throw fault
    }
  }

  /// The token of the environment, else of the file that logging in wrote.
  private static func token(of hub: Hub, _ world: World) throws(ImportFault) -> String? {
    if let token = hub.token { return token }
    guard let path = hub.tokenFile, let bytes = try? world.head(path, 10_000) else { return nil }
    return try Hub.token(String(decoding: bytes, as: UTF8.self), of: "`\(path)`")
  }

  /// The fault where the environment forbids to ask.
  private var offline: ImportFault {
    let cache = HubCache(world.variable)?.path ?? "it"
    return ImportFault(
      "`\(repository.text)` is no file here and not in the cache, \(cache), and HF_HUB_OFFLINE forbids "
        + "to ask the hub.",
      hint: "unset HF_HUB_OFFLINE, or name a config.json on this machine", isOutOfReach: true)
  }
}
