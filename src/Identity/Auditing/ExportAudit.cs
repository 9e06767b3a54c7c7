using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Auditing;

/// <summary>What was found as a table for the desk: CSV, newest first, cells made harmless. 导出审计</summary>
internal sealed class ExportAudit(GezhiDb db, ReadAudit read, LocalDay day, AuditWords words, IStringLocalizer texts)
{
    /// <summary>Rows of one file; who needs more asks for shorter spans of days.</summary>
    public const int Most = 100_000;

    private const int Portion = 1_000;

    /// <exception cref="Gezhi.Platform.Problems.InvalidInput"><c>account.unknown</c>.</exception>
    public Task Check(ReadAudit.Search search, CancellationToken ct) => read.Found(search, ct);

    /// <summary>Written as it is read: memory holds one portion.</summary>
    public async Task Write(ReadAudit.Search search, Actor actor, Stream to, CancellationToken ct)
    {
        await read.Note(actor, "audit.exported", search, ct);
        var found = await read.Found(search, ct);
        await using var text = new StreamWriter(to, CsvText.Utf8WithMark, leaveOpen: true);
        await text.WriteAsync(
            CsvText.Row(texts["序号"], texts["时间"], texts["动作"], "action", texts["谁"], texts["对谁"], texts["说明"], "id", "hash")
        );
        Guid? before = null;
        for (var written = 0; written < Most; written += Portion)
        {
            var rest = before is { } id ? found.Where(a => a.Id < id) : found;
            var rows = await rest.OrderByDescending(a => a.Id).Take(Portion).ToListAsync(ct);
            foreach (var (row, view) in rows.Zip(await read.Views(rows, ct)))
                await text.WriteAsync(
                    CsvText.Row(
                        view.Seq?.ToString(CultureInfo.InvariantCulture),
                        day.Local(view.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                        words.Of(view.Action),
                        view.Action,
                        view.Who != "" ? view.Who : view.AccountId?.ToString(),
                        view.Whom != "" ? view.Whom : view.SubjectId?.ToString(),
                        view.Detail,
                        view.Id.ToString(),
                        row.Hash is null ? "" : Convert.ToHexStringLower(row.Hash)
                    )
                );
            await text.FlushAsync(ct);
            if (rows.Count < Portion)
                return;
            before = rows[^1].Id;
            db.Forget();
        }
    }
}
