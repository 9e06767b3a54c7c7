using System.Globalization;
using System.Text.Json;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Importing;

/// <summary>The file goes back: the same rows, with receipt, state and answer beside each, or with what was wrong. 回填表</summary>
internal sealed class ReturnedImport(
    GezhiDb db,
    FieldCipher cipher,
    KeepImports keep,
    ProblemTexts problems,
    PublicWords words,
    Platform.Time.WorkCalendar calendar,
    TimeProvider clock,
    IStringLocalizer T
)
{
    private const int Portion = 500;

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet(
            "/centre/import/{batchId:guid}/answers.xlsx",
            async (Guid batchId, ReturnedImport feature, HttpContext http, Actor actor, CancellationToken ct) =>
            {
                var (name, bytes) = await feature.Write(batchId, actor, ct);
                http.Response.Headers.CacheControl = "no-store";
                return Results.File(bytes, SheetWriter.ContentType, name);
            }
        );

    /// <summary>Writes the workbook; answers of a connected system count as handed over from now on.</summary>
    /// <remarks>
    /// Whoever fetches it stands in the audit trail. Phones of rows that were taken in are masked: the other side knows them by its numbers; those of refused
    /// rows are whole, to be mended.
    /// </remarks>
    /// <exception cref="NotFound">No such import.</exception>
    /// <exception cref="Forbidden">No post of the actor files for the whole district.</exception>
    public async Task<(string Name, byte[] Bytes)> Write(Guid batchId, Actor actor, CancellationToken ct)
    {
        keep.Demand(actor);
        var batch =
            await db.Set<ImportBatch>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == batchId, ct) ?? throw new NotFound("import");
        if (batch.CellsGoneAt is not null)
            throw new RuleViolation("import.cells-gone");
        var headings = batch.HeadingList;
        var phone = batch.Map()["phone"] is { } column ? headings.ToList().IndexOf(column) : -1;
        string[] own = [T["回执编号"], T["案卷编号"], T["办理状态"], T["答复"], T["答复时间"], T["没有收下的原因"]];
        using var output = new MemoryStream();
        using (
            var writer = new SheetWriter(
                output,
                T["办理结果"],
                [.. headings.Select(h => new SheetColumn(h, 16)), .. own.Select(h => new SheetColumn(h, 24))]
            )
        )
            for (var last = 0; ; )
            {
                var rows = await db.Set<ImportRow>()
                    .AsNoTracking()
                    .Where(r => r.BatchId == batchId && r.RowNo > last)
                    .OrderBy(r => r.RowNo)
                    .Take(Portion)
                    .ToListAsync(ct);
                if (rows.Count == 0)
                    break;
                var answers = await Answers(rows, ct);
                foreach (var row in rows)
                    writer.Row(
                        [.. Cells(row, phone), .. Own(row, row.ReportId is { } id ? answers.GetValueOrDefault(id) : null)],
                        row.Code is null ? null : new HashSet<int> { headings.Count + 5 }
                    );
                last = rows[^1].RowNo;
            }
        db.Audit(actor, "import.returned", batch.Id, $"{batch.FileName} {batch.Rows}", clock.UtcNow);
        await db.Save(ct);
        await HandedOver(batch, ct);
        return (Path.GetFileNameWithoutExtension(batch.FileName) + "-" + T["办理结果"] + ".xlsx", output.ToArray());
    }

    private List<string> Cells(ImportRow row, int phone)
    {
        var cells = JsonSerializer.Deserialize<List<string>>(cipher.Open(row.DistrictId, ImportRow.Field, row.Cells)!)!;
        if (row.ReportId is not null && phone >= 0 && phone < cells.Count && cells[phone].Length > 0)
            cells[phone] = Mask.Phone(cells[phone]);
        return cells;
    }

    private IEnumerable<string> Own(ImportRow row, Answer? answer)
    {
        yield return answer is null ? "" : Platform.Text.ReceiptNo.Parse(answer.ReceiptNo).Display;
        yield return answer?.CaseNo ?? "";
        yield return answer is null ? "" : words.State(answer.State);
        yield return answer?.Text ?? "";
        yield return answer?.At is { } at ? calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
        yield return row.Code is { } code ? problems.Find(code, CultureInfo.CurrentUICulture).Detail : "";
    }

    private sealed record Answer(string ReceiptNo, string? CaseNo, CaseState State, string? Text, DateTime? At);

    /// <summary>By report: the last public word with which its case ended.</summary>
    private async Task<Dictionary<Guid, Answer>> Answers(List<ImportRow> rows, CancellationToken ct)
    {
        CaseAction[] final = [CaseAction.Close, CaseAction.Decline, CaseAction.Transfer, CaseAction.SolveOnSpot];
        var ids = rows.Select(r => r.ReportId).OfType<Guid>().ToList();
        var found = await db
            .Reports.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .Join(
                db.Cases,
                r => r.CaseId,
                c => c.Id,
                (r, c) =>
                    new
                    {
                        r.Id,
                        r.ReceiptNo,
                        c.CaseNo,
                        c.State,
                        CaseId = c.Id,
                    }
            )
            .ToListAsync(ct);
        var cases = found.ConvertAll(f => f.CaseId);
        var last = (
            await db
                .Timeline.AsNoTracking()
                .Where(t => cases.Contains(t.CaseId) && final.Contains(t.Action))
                .LeftJoin(
                    db.TimelineTexts,
                    t => new { t.CaseId, t.Sequence },
                    x => new { x.CaseId, x.Sequence },
                    (t, x) =>
                        new
                        {
                            t.CaseId,
                            t.Sequence,
                            t.At,
                            t.Action,
                            t.PostTitle,
                            x!.PublicText,
                        }
                )
                .ToListAsync(ct)
        ).GroupBy(t => t.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Sequence)!);
        return found.ToDictionary(
            f => f.Id,
            f =>
                last.GetValueOrDefault(f.CaseId) is { } end
                    ? new Answer(f.ReceiptNo, f.CaseNo, f.State, end.PublicText ?? words.Step(end.Action, end.PostTitle), end.At)
                    : new Answer(f.ReceiptNo, f.CaseNo, f.State, null, null)
        );
    }

    private async Task HandedOver(ImportBatch batch, CancellationToken ct)
    {
        if (batch.SourceId is null)
            return;
        var now = clock.UtcNow;
        using var turn = await db.Dialect.WriteTurn(false, ct);
        await db.Set<SourceAnswer>()
            .Where(a =>
                a.SourceId == batch.SourceId
                && a.LeftAt == null
                && db.Set<ImportRow>().Any(r => r.BatchId == batch.Id && r.ReportId == a.ReportId)
            )
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LeftAt, now), ct);
    }
}
