using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases;

/// <summary>Reads a command that comes as JSON, or as a form with files. 表单与数据</summary>
public static class FormOrJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new InstantJson() },
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <exception cref="InvalidInput">The body is neither, or a field has the wrong type.</exception>
    public static async Task<(T Command, IReadOnlyList<IncomingFile> Files)> Read<T>(HttpRequest request, CancellationToken ct)
    {
        try
        {
            if (!request.HasFormContentType)
                return (await request.ReadFromJsonAsync<T>(Options, ct) ?? throw new InvalidInput("", "input.unreadable"), []);
            var form = await request.ReadFormAsync(ct);
            return (FromForm<T>(form), await Files(form.Files, ct));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    /// <summary>The files of a form, whole, in their order; empty file boxes are left out.</summary>
    public static async Task<IReadOnlyList<IncomingFile>> Files(IFormFileCollection files, CancellationToken ct)
    {
        var read = new List<IncomingFile>();
        foreach (var file in files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            if (file.Length > FileIntake.LongestVideo)
                throw new RuleViolation("file.too-large", file.FileName, FileIntake.LongestVideo >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, ct);
            read.Add(new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }
        return read;
    }

    private static T FromForm<T>(IFormCollection form)
    {
        var node = new JsonObject();
        foreach (var property in typeof(T).GetProperties())
            if (
                form.TryGetValue(property.Name, out var value)
                || form.TryGetValue(char.ToLowerInvariant(property.Name[0]) + property.Name[1..], out value)
            )
                node[property.Name] = Value(property.PropertyType, value.ToString());
        return node.Deserialize<T>(Options) ?? throw new InvalidInput("", "input.unreadable");
    }

    /// <summary>
    /// Reads a command out of the fields that a device kept of a form: without regard to case, numbers and switches as text or as they are, an empty text
    /// for nothing. Version and time of the device come from elsewhere.
    /// </summary>
    /// <param name="deviceAt">UTC, for commands that have a <c>DeviceAt</c>.</param>
    /// <exception cref="InvalidInput">A field has the wrong type.</exception>
    internal static T FromFields<T>(JsonElement fields, DateTime deviceAt)
    {
        var sent = fields.EnumerateObject().ToLookup(f => f.Name, f => f.Value, StringComparer.OrdinalIgnoreCase);
        var node = new JsonObject();
        try
        {
            foreach (var property in typeof(T).GetProperties())
                if (property.Name == "DeviceAt")
                    node[property.Name] = JsonValue.Create(deviceAt);
                else if (property.Name != "Version" && sent.Contains(property.Name))
                    node[property.Name] = sent[property.Name].First() is { ValueKind: JsonValueKind.String } text
                        ? Value(property.PropertyType, text.GetString()!)
                        : JsonNode.Parse(sent[property.Name].First().GetRawText());
            return node.Deserialize<T>(Options) ?? throw new InvalidInput("", "input.unreadable");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    private static JsonValue? Value(Type type, string text)
    {
        if (text.Length == 0)
            return null;
        return (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool)
            ? JsonValue.Create(text is "true" or "on" or "1" || bool.Parse(text.ToLower(CultureInfo.InvariantCulture)))
            : JsonValue.Create(text);
    }
}
