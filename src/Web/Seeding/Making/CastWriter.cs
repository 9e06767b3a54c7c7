using System.Text.Json;

namespace Gezhi.Web.Seeding.Making;

/// <summary>Writes the cast, one unit or person per line. 文件输出</summary>
internal static class CastWriter
{
    private const string Note =
        "Every person is invented; phones begin with 154, a prefix no operator has been given. Made by ./dev seed --remake.";

    public static string Text(SeedCast cast) =>
        $$"""
            {
            "note": "{{Note}}",
            "demoCase": {{Json(cast.DemoCase)}},
            "residents": {{Json(cast.Residents)}},
            "units": [
            {{Lines(cast.Units)}}
            ],
            "staff": [
            {{Lines(cast.Staff)}}
            ]
            }

            """;

    private static string Lines<T>(IEnumerable<T> rows) => string.Join(",\n", rows.Select(Json));

    private static string Json<T>(T thing) => JsonSerializer.Serialize(thing, SeedCast.Options);
}
