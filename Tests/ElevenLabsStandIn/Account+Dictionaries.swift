extension Account {
    func addDictionary(
        name: String,
        description: String?,
        rules: [PronunciationDictionary.Rule]
    ) -> PronunciationDictionary {
        let made = PronunciationDictionary(
            id: random.identifier(),
            name: name,
            description: description,
            createdAt: Int(now),
            versions: [PronunciationDictionary.Version(id: random.identifier(), rules: rules)]
        )
        dictionaries.append(made)
        return made
    }

    func addVersion(of id: String, rules: [PronunciationDictionary.Rule])
        -> PronunciationDictionary.Version?
    {
        guard let index = dictionaries.firstIndex(where: { $0.id == id }) else { return nil }
        let version = PronunciationDictionary.Version(id: random.identifier(), rules: rules)
        dictionaries[index].versions.append(version)
        return version
    }

    func updateDictionary(_ id: String, name: String?, isArchived: Bool?)
        -> PronunciationDictionary?
    {
        guard let index = dictionaries.firstIndex(where: { $0.id == id }) else { return nil }
        if let name { dictionaries[index].name = name }
        if let isArchived { dictionaries[index].archivedAt = isArchived ? Int(now) : nil }
        return dictionaries[index]
    }
}
