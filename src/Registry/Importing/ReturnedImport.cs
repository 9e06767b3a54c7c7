using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Registry.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Importing;

/// <summary>The file goes back: its own rows, and beside each what is wrong, to be mended and sent again. 退回表</summary>
internal sealed class ReturnedImport(
    GezhiDb db,
    SealedFiles files,
    KeepImports keep,
    ProblemTexts problems,
    RegistryWords words,
    TimeProvider clock,
    IStringLocalizer T
)
{
    /// <summary>Of a longer file only the rows come back of which there is something to say.</summary>
    public const int WholeUpTo = 20_000;

    /// <summary>Most rows of the returned table.</summary>
    public const int MostRows = 20_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/imports/{id:guid}/returned.xlsx",
                async (Guid id, ReturnedImport feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    var (name, bytes) = await feature.Write(id, actor, ct);
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.File(bytes, SheetWriter.ContentType, name);
                }
            )
            .WithSummary("退回表 · The file with what is wrong beside each row");

    /// <summary>Whoever fetches it stands in the audit trail: the cells of the sent file are in it.</summary>
    /// <exception cref="NotFound">No such import, or the file is no longer kept.</exception>
    public async Task<(string Name, byte[] Bytes)> Write(Guid id, Actor actor, CancellationToken ct)
    {
        var import = await keep.Find(id, actor, ct);
        if (import.KeptUntil is null || import.State is ImportState.Waiting or ImportState.Broken)
            throw new NotFound("file");
        var notes = await db.Set<ImportNote>()
            .AsNoTracking()
            .Where(n => n.ImportId == id)
            .OrderBy(n => n.RowNo)
            .Take(MostRows)
            .ToDictionaryAsync(n => n.RowNo, ct);
        var (headings, map) = (import.HeadingList, import.Map);
        var onlyNoted = import.Rows > WholeUpTo;
        using var file = files.Read(id, import.Length);
        using var output = new MemoryStream();
        using (
            var writer = new SheetWriter(output, T["核对结果"], [.. headings.Select(h => new SheetColumn(h, 16)), new(T["核对说明"], 60)])
        )
            foreach (var row in ImportTable.Rows(file, new ImportTable.Head(headings, import.HeadingRow), ct))
            {
                var note = notes.GetValueOrDefault(row.RowNo);
                if (note is null && onlyNoted)
                    continue;
                var wrong = new HashSet<int>();
                if (note?.State == NoteState.Refused)
                {
                    wrong.Add(headings.Count);
                    if (
                        note.Field is { } field
                        && map.TryGetValue(field, out var heading)
                        && headings.ToList().IndexOf(heading) is >= 0 and var at
                    )
                        wrong.Add(at);
                }
                writer.Row([.. row.Cells, note is null ? "" : Reason(note, import.Kind)], wrong);
            }
        db.Audit(actor, "registry.import-returned", id, import.FileName, clock.UtcNow);
        await db.Save(ct);
        return (Path.GetFileNameWithoutExtension(import.FileName) + "-" + T["核对结果"] + ".xlsx", output.ToArray());
    }

    /// <summary>What there is to say of a row, in the reader's language.</summary>
    public string Reason(ImportNote note, ImportKind kind) =>
        note.State switch
        {
            NoteState.Refused => (note.Field is { } field ? words.Label(field, kind) + "：" : "")
                + problems.Find(note.Code ?? "", CultureInfo.CurrentUICulture).Detail,
            NoteState.Repeated => T["和第 {0} 行重复", note.OfRow ?? 0],
            NoteState.Left => T["台账已有，这一行不动"],
            NoteState.Filled => T["台账已有，补充了{0}", Fields(note.Fills, kind)],
            _ => string.Join(
                "；",
                new[]
                {
                    T["台账已有"].Value,
                    note.Fills.Length > 0 ? T["可补充{0}", Fields(note.Fills, kind)].Value : null,
                    note.Differs.Length > 0 ? T["与台账不同、以台账为准：{0}", Fields(note.Differs, kind)].Value : null,
                }.OfType<string>()
            ),
        };

    private string Fields(string names, ImportKind kind) =>
        string.Join(
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、",
            names.Split(' ').Select(n => words.Label(n, kind))
        );
}
