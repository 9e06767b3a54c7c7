using System.Text.Json;

namespace Gezhi.Open311.Wire;

/// <summary>
/// A body in JSON as the fields a form would have: clients of the v2.1 draft and of home-made apps send it so. Lists give a field several values;
/// <c>attribute</c> or <c>attributes</c> is an object by code, or a list of <c>{code, value}</c>. JSON 请求体
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 8, AllowTrailingCommas = true };

    /// <exception cref="JsonException">Broken, or too deep.</exception>
    /// <exception cref="InvalidDataException">No object, or more values than <paramref name="most"/>.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(ReadOnlyMemory<byte> body, int most)
    {
        using var document = JsonDocument.Parse(body, Limits);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1)
            root = root[0]; // as answers come, some send it back
        if (root.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("no object");
        var fields = root.EnumerateObject().SelectMany(p => IsAttributes(p) ? Attributes(p.Value) : Values(p.Name, p.Value)).Take(most + 1);
        List<KeyValuePair<string, string>> all = [.. fields];
        return all.Count <= most ? all : throw new InvalidDataException("too many parts");
    }

    private static bool IsAttributes(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        && property.Name.ToUpperInvariant() is "ATTRIBUTE" or "ATTRIBUTES";

    private static IEnumerable<KeyValuePair<string, string>> Attributes(JsonElement given) =>
        given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().SelectMany(a => Values($"attribute[{a.Name}]", a.Value))
            : given
                .EnumerateArray()
                .Where(a => a.ValueKind == JsonValueKind.Object)
                .SelectMany(a =>
                    a.TryGetProperty("code", out var code) && a.TryGetProperty("value", out var value)
                        ? Values($"attribute[{Text(code)}]", value)
                        : []
                );

    private static IEnumerable<KeyValuePair<string, string>> Values(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Where(IsPlain).Select(v => KeyValuePair.Create(name, Text(v)))
        : IsPlain(value) ? [KeyValuePair.Create(name, Text(value))]
        : [];

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        };
}
