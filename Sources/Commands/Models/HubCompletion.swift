import Import

/// What completes a name of the hub: the models that are in the cache.
package enum HubCompletion {
  /// The folder that lists them; nil where nothing says where it is.
  package static func folder(_ variable: @escaping (String) -> String?) -> String? {
    HubCache(variable)?.path
  }

  /// The model that a folder of the cache is for, or nil.
  package static func name(ofFolder folder: String) -> String? { HubName(folder: folder)?.text }
}
