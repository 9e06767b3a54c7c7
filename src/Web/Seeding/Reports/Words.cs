using System.Text.Json;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>The content of seed/town/grammar.json. 语法词库</summary>
internal sealed record Words(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Symbols,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Forms,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Places,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Weather,
    IReadOnlyDictionary<string, IReadOnlyList<string>> When,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Moves,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ratings,
    IReadOnlyList<string[]> Henan,
    IReadOnlyList<string[]> Typos,
    IReadOnlyList<Topic> Topics
)
{
    public static Words Read(string seedFolder) =>
        JsonSerializer.Deserialize<Words>(File.ReadAllText(Path.Combine(seedFolder, "town", "grammar.json")), SeedCast.Options)!;
}

/// <summary>What people report about one matter. 话题</summary>
/// <param name="Category">Category key.</param>
/// <param name="Weight">Percent of all reports.</param>
/// <param name="Scene">Picture in seed/photos; null: none.</param>
/// <param name="Places">Kinds of landmarks it happens at.</param>
/// <param name="When">Hours it is noticed: any, morning, day, evening, night.</param>
/// <param name="Urgent">Share of urgent ones, 0–1.</param>
/// <param name="Season">rain: on rainy days only; null: always.</param>
/// <param name="Say">Plain clauses, fit for every channel.</param>
/// <param name="Talk">How residents put it.</param>
/// <param name="Done">What was done in the end.</param>
internal sealed record Topic(
    string Category,
    double Weight,
    string? Scene,
    IReadOnlyList<LandmarkKind> Places,
    string When,
    double Urgent,
    string? Season,
    IReadOnlyList<string> Titles,
    IReadOnlyList<string> Say,
    IReadOnlyList<string> Talk,
    IReadOnlyList<string> More,
    IReadOnlyList<string> Harm,
    IReadOnlyList<string> Ask,
    IReadOnlyList<string> Done
)
{
    /// <summary>Number it may be handed to: 110, 119 or 120; null: only to other offices.</summary>
    public string? Emergency { get; init; }

    /// <summary>People tell it; no patrol finds it.</summary>
    public bool Told { get; init; }
}
