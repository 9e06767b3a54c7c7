using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Field.Inspections;

/// <summary>Reads an inspection out of a form or a body. 检查表单</summary>
/// <remarks>Fields of item 3: <c>Answer-3</c>, <c>Measured-3</c>, <c>Note-3</c>, <c>Fixed-3</c>, files <c>Photo-3</c> and <c>After-3</c>.</remarks>
public static class InspectForm
{
    private const string Before = "Photo-";
    private const string After = "After-";

    /// <exception cref="InvalidInput">The body cannot be read.</exception>
    internal static async Task<(RecordInspection.Command Command, IReadOnlyList<InspectionPhoto> Photos)> Read(
        HttpRequest request,
        CancellationToken ct
    )
    {
        try
        {
            if (!request.HasFormContentType)
                return (
                    await request.ReadFromJsonAsync<RecordInspection.Command>(FieldJson.Options, ct)
                        ?? throw new InvalidInput("", "input.unreadable"),
                    []
                );
            var form = await request.ReadFormAsync(ct);
            var command =
                JsonSerializer.Deserialize<RecordInspection.Command>(form["command"].ToString(), FieldJson.Options)
                ?? throw new InvalidInput("command", "input.unreadable");
            return (command, await Files(form.Files, ct));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInput("", "input.unreadable");
        }
    }

    /// <summary>What a page posted for the items of a checklist.</summary>
    public static IReadOnlyList<ItemAnswer> Answers(IFormCollection form, IEnumerable<ChecklistItem> items) =>
        [.. items.Select(i => Answer(form, i))];

    /// <summary>Photos with the item they belong to; empty file boxes are left out.</summary>
    public static async Task<IReadOnlyList<InspectionPhoto>> Files(IFormFileCollection files, CancellationToken ct)
    {
        var read = new List<InspectionPhoto>();
        foreach (var file in files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            if (file.Length > FileIntake.LongestPhoto)
                throw new RuleViolation("file.too-large", file.FileName, FileIntake.LongestPhoto >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, ct);
            read.Add(
                new InspectionPhoto(
                    NumberOf(file.Name),
                    file.Name.StartsWith(After, StringComparison.OrdinalIgnoreCase),
                    new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray())
                )
            );
        }
        return read;
    }

    /// <summary>Which photo of an entry belongs to which item: <c>photos: [{hash, role: "photo-3"}]</c>.</summary>
    internal static IReadOnlyList<InspectionPhoto> Photos(JsonElement data, IReadOnlyList<Platform.Fieldwork.FieldFile> files)
    {
        var roles =
            data.TryGetProperty("photos", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray()
                    .Select(p => (Hash: Text(p, "hash"), Role: Text(p, "role")))
                    .Where(p => p.Hash is not null && p.Role is not null)
                    .ToLookup(p => p.Hash!, p => p.Role!)
                : Array.Empty<(string? Hash, string? Role)>().ToLookup(p => p.Hash!, p => p.Role!);
        return
        [
            .. files.SelectMany(f =>
                roles[f.Hash]
                    .Select(role => new InspectionPhoto(NumberOf(role), role.StartsWith(After, StringComparison.OrdinalIgnoreCase), f.File))
            ),
        ];
    }

    private static ItemAnswer Answer(IFormCollection form, ChecklistItem item)
    {
        var n = item.Number.ToString(CultureInfo.InvariantCulture);
        return new ItemAnswer(
            item.Number,
            form["Answer-" + n].ToString() is { Length: > 0 } value ? value : null,
            double.TryParse(form["Measured-" + n], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            form["Note-" + n].ToString() is { Length: > 0 } note ? note : null,
            form["Fixed-" + n] == "true"
        );
    }

    private static int NumberOf(string name) =>
        name.Split('-') is [var what, var n]
        && (
            (what + "-").Equals(Before, StringComparison.OrdinalIgnoreCase)
            || (what + "-").Equals(After, StringComparison.OrdinalIgnoreCase)
        )
        && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}

/// <summary>Addresses of records as the registry's pages have them. 对象地址</summary>
internal static class SubjectPaths
{
    public static string Of(RecordKind record) =>
        record switch
        {
            RecordKind.Place => "places",
            RecordKind.Organisation => "organisations",
            RecordKind.Dwelling => "dwellings",
            _ => "buildings",
        };

    /// <summary>Null for what is not inspected.</summary>
    public static RecordKind? Read(string path) =>
        path switch
        {
            "places" => RecordKind.Place,
            "organisations" => RecordKind.Organisation,
            "dwellings" => RecordKind.Dwelling,
            "buildings" => RecordKind.Building,
            _ => null,
        };

    public static string Inspect(RecordKind record, Guid id) => $"/field/inspect/{Of(record)}/{id}";
}
