using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Registry.Consenting;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Pages;
using Gezhi.Registry.Reading;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Exporting;

/// <summary>Writes the list that was allowed: masked, and on every row who fetched it and when. 取导出文件</summary>
/// <remarks>Made anew at each fetching, of the records that were there when it was asked for and never more than were allowed, by the rights the person has then; cells are texts and never run as formulas.</remarks>
public sealed class FetchExport(Ledger ledger, KeepExports exports, KeepConsents consents, RegistryWords words, IStringLocalizer T)
{
    private const int Portion = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/exports/{id:guid}/list.xlsx",
                (Guid id, FetchExport feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    Give(id, false, feature, http, actor, ct)
            )
            .WithSummary("取导出文件 · Fetch the list as a workbook");
        api.MapGet(
                "/exports/{id:guid}/list.csv",
                (Guid id, FetchExport feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    Give(id, true, feature, http, actor, ct)
            )
            .WithSummary("取导出文件 · Fetch the list as CSV");
    }

    private static async Task<IResult> Give(Guid id, bool isCsv, FetchExport feature, HttpContext http, Actor actor, CancellationToken ct)
    {
        var (file, bytes) = await feature.Run(id, isCsv, actor, ct);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(bytes, isCsv ? "text/csv; charset=utf-8" : SheetWriter.ContentType, file);
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    /// <exception cref="RuleViolation"><c>registry.export-closed</c>: not approved, or its time is over.</exception>
    /// <exception cref="Forbidden">The person no longer keeps records there.</exception>
    public async Task<(string Name, byte[] Bytes)> Run(Guid id, bool isCsv, Actor actor, CancellationToken ct)
    {
        var export =
            await ledger.Db.Set<RegistryExport>().FirstOrDefaultAsync(e => e.Id == id && e.By == actor.AccountId, ct)
            ?? throw new NotFound("export");
        if (!exports.IsOpen(export))
            throw new RuleViolation("registry.export-closed");
        actor.Require(Permission.KeepRegistry, export.AreaCode);
        export.Fetched++;
        ledger.Db.Audit(
            actor,
            "registry.exported",
            id,
            $"{(export.IsOfConsents ? "Consent" : export.Kind.ToString())} {export.AreaCode} {export.Purpose} {export.Rows}",
            ledger.Now
        );
        await ledger.Save(ct); // the row of the trail is there before anything leaves
        var mark = Mark(export, actor);
        var (columns, name) = export.IsOfConsents
            ? (ConsentColumns(), T["人员的同意记录"].Value)
            : (Columns(export.Kind), words.Kind(export.Kind));
        var rows = export.IsOfConsents ? ConsentRows(export, ct) : Rows(export, ct);
        using var output = new MemoryStream();
        if (isCsv)
        {
            using var text = new StreamWriter(output, Gezhi.Platform.Text.CsvText.Utf8WithMark, leaveOpen: true);
            await text.WriteAsync(Gezhi.Platform.Text.CsvText.Row([.. columns.Select(c => c.Name), T["导出标记"]]));
            await foreach (var row in rows)
                await text.WriteAsync(Gezhi.Platform.Text.CsvText.Row([.. row, mark]));
        }
        else
        {
            using var writer = new SheetWriter(output, name, [.. columns, new SheetColumn(T["导出标记"], 40)]);
            await foreach (var row in rows)
                writer.Row([.. row, mark]);
            writer.NextSheet(T["导出说明"], [new SheetColumn(T["项目"], 16), new SheetColumn(T["内容"], 60)]);
            foreach (var (label, value) in Note(export, actor))
                writer.Row([label, value]);
        }
        return ($"{name}-{ledger.Calendar.Local(ledger.Now):yyyyMMddHHmm}.{(isCsv ? "csv" : "xlsx")}", output.ToArray());
    }

    private string Mark(RegistryExport export, Actor actor) =>
        $"{actor.Name} {ledger.Calendar.Local(ledger.Now).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {Short(export)}";

    /// <summary>By which a paper that is found leads back to its request.</summary>
    public static string Short(RegistryExport export) => export.Id.ToString("N")[^8..].ToUpperInvariant();

    private IEnumerable<(string, string)> Note(RegistryExport export, Actor actor)
    {
        yield return (T["导出人"], actor.Name);
        yield return (T["导出时间"], ledger.Calendar.Local(ledger.Now).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        yield return (T["导出单号"], Short(export));
        yield return (T["范围"], $"{ledger.Areas.NameOf(export.AreaCode)} {export.AreaCode}");
        yield return (T["用途"], $"{words.Purpose(export.Purpose)} {export.Note}");
        yield return (T["保护说明"], T["姓名、电话、证件号码已遮盖；仅限所写用途，用完删除，不得转发。"]);
    }

    private List<SheetColumn> Columns(RecordKind kind) =>
        [
            new(T["名称"], 24),
            new(T["地址"], 36),
            new(T["所在网格"], 20),
            .. FieldsOf(kind).Select(f => new SheetColumn(words.Label(f), 16)),
            new(T["数据来源"], 14),
            new(T["最近核实"], 12),
            new(T["保鲜到"], 12),
        ];

    private List<SheetColumn> ConsentColumns() =>
        [
            new(T["事项"], 24),
            new(T["文字版本"], 10),
            new(T["人员"], 14),
            new(T["所在网格"], 20),
            new(T["谁同意的"], 10),
            new(T["监护人"], 18),
            new(T["同意方式"], 10),
            new(T["纸质同意书编号"], 16),
            new(T["同意时间"], 18),
            new(T["谁记录的"], 18),
            new(T["撤回时间"], 18),
            new(T["停用项数"], 10),
        ];

    /// <summary>Those that were there when it was asked for, the newest first; names and phones by their masks.</summary>
    private async IAsyncEnumerable<IReadOnlyList<string?>> ConsentRows(
        RegistryExport export,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var (until, left) = (Ids.Before(export.CreatedAt.AddMilliseconds(1)), export.Rows);
        while (left > 0)
        {
            var portion = await exports
                .Consents(export.AreaCode)
                .Where(c => c.Id < until)
                .OrderByDescending(c => c.Id)
                .Take(Math.Min(Portion, left))
                .ToListAsync(ct);
            if (portion.Count == 0)
                yield break;
            (until, left) = (portion[^1].Id, left - portion.Count);
            foreach (var r in await consents.Shown(portion, ct))
                yield return
                [
                    r.Title,
                    r.TextNumber.ToString(CultureInfo.InvariantCulture),
                    r.Subject,
                    ledger.Areas.NameOf(r.AreaCode) ?? r.AreaCode,
                    words.Choice(r.GivenBy),
                    r.Relation is null ? "" : $"{words.Choice(r.Relation)} {r.Guardian}",
                    words.Choice(r.Channel),
                    r.PaperNo,
                    Local(r.GivenAt),
                    r.Post,
                    r.WithdrawnAt is { } gone ? Local(gone) : "",
                    r.Stopped?.ToString(CultureInfo.InvariantCulture),
                ];
        }
    }

    private string Local(DateTime at) => ledger.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string[] FieldsOf(RecordKind kind) =>
        kind switch
        {
            RecordKind.Building => ["BuildingUse", "Floors", "Aliases"],
            RecordKind.Dwelling => ["DwellingUse"],
            RecordKind.Household => ["HouseholdType", "Residents"],
            RecordKind.Person => ["Residence", "Phone", "CitizenId"],
            RecordKind.Organisation => ["OrganisationType", "Trade", "Uscc", "LicenceUntilOn", "Contact", "ContactPhone"],
            RecordKind.Place => ["PlaceType"],
            _ => ["Code", "ComponentState", "Department", "Owner", "Carer"],
        };

    private async IAsyncEnumerable<IReadOnlyList<string?>> Rows(
        RegistryExport export,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var (last, left) = (long.MinValue, Math.Min(export.Rows, KeepExports.MostRows)); left > 0; )
        {
            var entries = await exports
                .Entries(export.Kind, export.AreaCode)
                .Where(e => e.Number > last && e.Number <= export.LastNumber)
                .OrderBy(e => e.Number)
                .Take(Math.Min(Portion, left))
                .ToListAsync(ct);
            if (entries.Count == 0)
                yield break;
            (last, left) = (entries[^1].Number, left - entries.Count);
            var details = await Details(export.Kind, entries.ConvertAll(e => e.Id), ct);
            foreach (var entry in entries)
                if (details.GetValueOrDefault(entry.Id) is { } detail)
                    yield return
                    [
                        entry.Title,
                        entry.Address,
                        ledger.Areas.NameOf(entry.AreaCode) ?? entry.AreaCode,
                        .. FieldsOf(export.Kind).Select(f => words.Show(f, detail.Fields.GetValueOrDefault(f, ""))),
                        words.Source(detail.Source),
                        entry.ConfirmedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        entry.FreshUntilOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    ];
        }
    }

    private sealed record Detail(string Source, Dictionary<string, string> Fields);

    private async Task<Dictionary<Guid, Detail>> Details(RecordKind kind, List<Guid> ids, CancellationToken ct) =>
        kind switch
        {
            RecordKind.Building => await Details<Building>(ids, b => (Facts.Of(b), []), ct),
            RecordKind.Dwelling => await Details<Dwelling>(ids, d => (Facts.Of(d), []), ct),
            RecordKind.Household => await Details<Household>(ids, h => (Facts.Of(h), []), ct),
            RecordKind.Person => await Details<Person>(ids, p => (Facts.Of(p), Facts.Sealed(p)), ct),
            RecordKind.Organisation => await Details<Organisation>(ids, o => (Facts.Of(o), Facts.Sealed(o)), ct),
            RecordKind.Place => await Details<Place>(ids, p => (Facts.Of(p), []), ct),
            _ => await Details<Component>(ids, c => (Facts.Of(c), []), ct),
        };

    private async Task<Dictionary<Guid, Detail>> Details<T>(
        List<Guid> ids,
        Func<T, (IReadOnlyList<Fact>, IReadOnlyList<SealedFact>)> read,
        CancellationToken ct
    )
        where T : RegistryRecord =>
        (await ledger.Db.Set<T>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct)).ToDictionary(
            r => r.Id,
            r =>
            {
                var (facts, masks) = read(r);
                var fields = facts.ToDictionary(f => f.Name, f => f.Value);
                foreach (var mask in masks)
                    fields[mask.Field.ToString()] = mask.Mask;
                return new Detail(r.Source, fields);
            }
        );
}
