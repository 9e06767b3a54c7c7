using System.Globalization;
using System.Text.Json;

namespace Gezhi.Tests.Unit.Vectors;

/// <summary>Reads the shared test vectors that lie beside the tests.</summary>
internal static class Vector
{
    public static JsonElement File(string name) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", name))).RootElement;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A Beijing wall time as a UTC instant.</summary>
    public static DateTime Beijing(string local) =>
        DateTime.SpecifyKind(DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture).AddHours(-8), DateTimeKind.Utc);
}
