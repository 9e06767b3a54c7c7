using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Gezhi.Web.Api;

/// <summary>One way to call the API, as the page shows it. 接口条目</summary>
/// <param name="Anchor">Id of its place on the page.</param>
/// <param name="Rights">Remarks and permissions; empty when everybody may.</param>
/// <param name="Fields">Of the body; empty when there is none or it is not described.</param>
internal sealed record ApiEntry(
    string Anchor,
    string Method,
    string Path,
    string Summary,
    string Rights,
    bool IsOpen,
    IReadOnlyList<ApiField> Parameters,
    IReadOnlyList<ApiField> Fields,
    string BodyType,
    string Curl
);

/// <summary>A parameter or a field. 字段</summary>
/// <param name="In">path, query, header or body.</param>
/// <param name="Type">e.g. <c>string (uuid)</c>, or the words that may stand there.</param>
internal sealed record ApiField(string Name, string In, string Type, bool IsNeeded, string Said);

/// <summary>Reads the document for people. 接口说明</summary>
internal static class ApiReading
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Groups in the order of the document.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<ApiEntry> Entries)> Groups(OpenApiDocument document, bool isEnglish) =>
        [
            .. document
                .Paths.SelectMany(path =>
                    (path.Value.Operations ?? []).Select(o => (path.Key, Method: o.Key.Method.ToUpperInvariant(), o.Value))
                )
                .GroupBy(o => o.Value.Tags?.FirstOrDefault()?.Name ?? "API")
                .Select(g =>
                    (Part(g.Key, " ", !isEnglish), (IReadOnlyList<ApiEntry>)[.. g.Select(o => Entry(o.Key, o.Method, o.Value, isEnglish))])
                ),
        ];

    /// <summary>Of "中文 · English" the half the reader wants; the whole when it has one half.</summary>
    public static string Part(string text, string between, bool last)
    {
        var at = text.IndexOf(between, StringComparison.Ordinal);
        return at < 0 ? text
            : last ? text[(at + between.Length)..]
            : text[..at];
    }

    private static ApiEntry Entry(string path, string method, OpenApiOperation operation, bool isEnglish)
    {
        var body = operation.RequestBody?.Content?.OrderBy(c => c.Key != "application/json").FirstOrDefault();
        var schema = body?.Value?.Schema;
        return new ApiEntry(
            Anchor(method, path),
            method,
            path,
            Part(operation.Summary ?? "", " · ", isEnglish),
            operation.Description ?? "",
            operation.Security is null or [],
            [
                .. (operation.Parameters ?? []).Select(p =>
                    Field(p.Name ?? "", p.In?.ToString().ToLowerInvariant() ?? "", p.Schema, p.Required, p.Description)
                ),
            ],
            schema is null ? [] : Fields(schema),
            body?.Key ?? "",
            Curl(method, path, operation, body?.Key, schema)
        );
    }

    private static string Anchor(string method, string path)
    {
        var text = new StringBuilder(method.ToLowerInvariant());
        foreach (var c in path)
            text.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-');
        return text.ToString().Replace("--", "-", StringComparison.Ordinal).TrimEnd('-');
    }

    private static List<ApiField> Fields(IOpenApiSchema schema) =>
        [
            .. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p =>
                Field(p.Key, "body", p.Value, schema.Required?.Contains(p.Key) == true, p.Value.Description)
            ),
        ];

    private static ApiField Field(string name, string place, IOpenApiSchema? schema, bool isNeeded, string? said) =>
        new(name, place, Type(schema), isNeeded, said ?? "");

    private static string Type(IOpenApiSchema? schema)
    {
        var real = Real(schema);
        if (real is null)
            return "any";
        if (real.Enum is { Count: > 0 } words)
            return string.Join(" | ", words.OfType<JsonNode>().Select(w => w.ToString()));
        var type = (real.Type ?? JsonSchemaType.Object) & ~JsonSchemaType.Null;
        if (type == JsonSchemaType.Array)
            return Type(real.Items) + "[]";
        // A number that may also come as text is a number.
        var plain =
            type.HasFlag(JsonSchemaType.Integer) ? "integer"
            : type.HasFlag(JsonSchemaType.Number) ? "number"
            : type.HasFlag(JsonSchemaType.Boolean) ? "boolean"
            : type.HasFlag(JsonSchemaType.String) ? "string"
            : "object";
        return plain == "string" && real.Format is { } format ? $"string ({format})" : plain;
    }

    /// <summary>What stands behind "this or null".</summary>
    private static IOpenApiSchema? Real(IOpenApiSchema? schema) =>
        schema?.OneOf is { Count: > 0 } several ? several.FirstOrDefault(s => s.Type != JsonSchemaType.Null) ?? schema : schema;

    private static string Curl(string method, string path, OpenApiOperation operation, string? bodyType, IOpenApiSchema? schema)
    {
        var query = (operation.Parameters ?? [])
            .Where(p => p.In == ParameterLocation.Query && p.Required)
            .Select(p => $"{p.Name}={Plain(p.Schema)}");
        var address = "https://HOST" + path + (query.Any() ? "?" + string.Join('&', query) : "");
        var line = new StringBuilder("curl");
        if (method != "GET")
            line.Append(CultureInfo.InvariantCulture, $" -X {method}");
        line.Append(CultureInfo.InvariantCulture, $" '{address}'");
        if (operation.Security is { Count: > 0 })
            line.Append(" -b cookies.txt");
        if (bodyType is not null)
            line.Append(" \\\n  -H 'Content-Type: application/json' \\\n  -d '")
                .Append(Example(schema, 0)?.ToJsonString(Written) ?? "{}")
                .Append('\'');
        return line.ToString();
    }

    private static string Plain(IOpenApiSchema? schema) => Example(schema, 0)?.ToString() ?? "";

    /// <summary>Needed fields only, unless none is needed.</summary>
    private static JsonNode? Example(IOpenApiSchema? schema, int depth)
    {
        var real = Real(schema);
        if (real?.Enum is { Count: > 0 } words)
            return words[0]?.DeepClone();
        var type = Type(real);
        if (type.EndsWith("[]", StringComparison.Ordinal))
            return new JsonArray();
        return type switch
        {
            "integer" => 1,
            "number" => 1.5,
            "boolean" => true,
            "string (uuid)" => "01993f2e-0000-7000-8000-000000000000",
            "string (date-time)" => "2026-03-05T06:26:00Z",
            "string (date)" => "2026-03-05",
            "object" when depth < 2 && real?.Properties is { Count: > 0 } => Object(real, depth),
            "object" or "any" => new JsonObject(),
            _ => "…",
        };
    }

    private static JsonObject Object(IOpenApiSchema schema, int depth)
    {
        var needed = schema.Required is { Count: > 0 } names ? schema.Properties!.Where(p => names.Contains(p.Key)) : schema.Properties!;
        var example = new JsonObject();
        foreach (var (name, value) in needed)
            example[name] = Example(value, depth + 1);
        return example;
    }
}
