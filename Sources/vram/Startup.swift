import Language
import Terminal

/// What the user wants at each start: a script in the folder for settings, never one that lies
/// where the program happens to be started.
enum Startup {
  static func source(_ variables: Variables = .process) -> Source? {
    guard let path = path(variables), let bytes = try? File.read(path) else { return nil }
    return Source(bytes: bytes, name: path)
  }

  private static func path(_ variables: Variables) -> String? {
    if let folder = variables.nonEmpty("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/vram/startup.vram"
    }
    return variables.nonEmpty("HOME").map { $0 + "/.config/vram/startup.vram" }
  }
}
