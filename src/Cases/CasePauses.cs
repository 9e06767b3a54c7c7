using System.Text.Json;
using Gezhi.Platform.Time;

namespace Gezhi.Cases;

/// <summary>Pauses of a case's clock, kept as JSON pairs of instants. 停表</summary>
internal static class CasePauses
{
    public static IReadOnlyList<ClockPause> Read(string? json) =>
        json is null ? [] : [.. JsonSerializer.Deserialize<DateTime?[][]>(json)!.Select(p => new ClockPause(p[0]!.Value, p[1]))];

    public static string Begin(string? json, DateTime now) => Write([.. Read(json), new ClockPause(now, null)]);

    public static string Write(IEnumerable<ClockPause> pauses) =>
        JsonSerializer.Serialize(pauses.Select(p => new DateTime?[] { p.FromAt, p.ToAt }));

    public static string End(string? json, DateTime now) => Write(Read(json).Select(p => p.ToAt is null ? p with { ToAt = now } : p));
}
