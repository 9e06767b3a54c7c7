using System.Globalization;
using System.Text.Json;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Uploads a file, says which column is what, lets it in, takes it back. 台账导入</summary>
/// <remarks>A file is its uploader's: it holds people of their areas, and colleagues of other areas do not see it.</remarks>
internal sealed class KeepImports(GezhiDb db, SealedFiles files, VirusScan scan, ImportLoop loop, CheckBound bound, TimeProvider clock)
{
    /// <summary>Rows of which the page shows something; the returned table has all.</summary>
    public const int MostShown = 50;

    /// <param name="Version">The one the person saw.</param>
    /// <param name="Columns">Field → heading; what is missing has no column.</param>
    public sealed record Reading(int Version, [property: Needed] IReadOnlyDictionary<string, string> Columns);

    /// <param name="Version">The one the person saw.</param>
    public sealed record Beginning(int Version, KnownPolicy Policy = KnownPolicy.Leave);

    /// <param name="Version">The one the person saw.</param>
    public sealed record Seen(int Version);

    /// <summary>A file as its page and the API show it. 导入文件</summary>
    public sealed record View(
        Guid Id,
        int Version,
        ImportKind Kind,
        string FileName,
        string Source,
        ImportState State,
        KnownPolicy Policy,
        IReadOnlyList<string> Headings,
        IReadOnlyDictionary<string, string> Columns,
        int Rows,
        int Seen,
        int Good,
        int Refused,
        int Repeated,
        int Known,
        int Filled,
        int Added,
        int Withdrawn,
        int Kept,
        string? Code,
        DateTime CreatedAt,
        bool IsAtWork,
        bool HasFile
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports");
        imports
            .MapPost(
                "",
                async (
                    string kind,
                    string? source,
                    string? name,
                    KeepImports feature,
                    Actor actor,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                {
                    if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                        size.MaxRequestBodySize = SheetReader.MostLargeBytes;
                    var id = await feature.Upload(
                        http.Request.Body,
                        name ?? "table",
                        Named.One<ImportKind>(kind) ?? throw new InvalidInput("kind", "input.invalid"),
                        source,
                        actor,
                        ct
                    );
                    return TypedResults.Ok(new WrittenId(id));
                }
            )
            .WithSummary("上传台账文件（正文就是文件） · Upload a table; the body is the file");
        imports
            .MapGet("", async (KeepImports feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Latest(actor, ct)))
            .WithSummary("台账导入列表 · Imports");
        imports
            .MapGet(
                "/{id:guid}",
                async (Guid id, KeepImports feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(Shown(await feature.Find(id, actor, ct)))
            )
            .WithSummary("一次台账导入 · One import");
        imports
            .MapPost(
                "/{id:guid}/columns",
                async (Guid id, Reading command, KeepImports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Choose(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("列对应 · Say which column is what");
        imports
            .MapPost(
                "/{id:guid}/begin",
                async (Guid id, Beginning command, KeepImports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Begin(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("开始导入 · Take it in");
        imports
            .MapPost(
                "/{id:guid}/undo",
                async (Guid id, Seen command, KeepImports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Undo(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("撤销整批导入 · Take it back");
        imports
            .MapPost(
                "/{id:guid}/rows/{rowNo:int}/leave",
                async (Guid id, int rowNo, KeepImports feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Leave(id, rowNo, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("这一行不合并 · Leave the record of this row as it is");
    }

    /// <summary>Keeps the file sealed and finds its headings; nothing is in the registry yet.</summary>
    /// <param name="content">Read to its end, a part at a time.</param>
    /// <exception cref="InvalidInput"><c>table.*</c>, <c>registry.columns-unknown</c>.</exception>
    /// <exception cref="RuleViolation"><c>registry.checked-enough</c>.</exception>
    public async Task<Guid> Upload(Stream content, string name, ImportKind kind, string? source, Actor actor, CancellationToken ct)
    {
        var areas = Areas(actor);
        if (kind == ImportKind.Residents)
            await bound.Demand(actor, 1, areas, ct); // before anything is read; row by row it is counted when the file is looked through
        var now = clock.UtcNow;
        var from = TextElements.Cut(PlainText.CleanLine(source), 30);
        var id = Ids.New(now);
        var length = await files.Write(id, content, SheetReader.MostLargeBytes, ct);
        try
        {
            if (length == 0)
                throw new InvalidInput("file", "table.empty");
            using (var kept = files.Read(id, length))
                await scan.Demand(kept, Path.GetFileName(name), ct);
            var import = new RegistryImport
            {
                DistrictId = db.DistrictId,
                Id = id,
                Kind = kind,
                FileName = TextElements.Cut(PlainText.CleanLine(Path.GetFileName(name)), 100),
                Source = from.Length > 0 ? from : Sources.List,
                Length = length,
                AreaCodes = string.Join(' ', areas),
                By = actor.AccountId,
                CreatedAt = now,
                KeptUntil = now + ImportLoop.Kept,
            };
            await ReadHead(import, ct);
            db.Add(import);
            db.Audit(actor, "registry.import-uploaded", id, $"{kind} {import.FileName}", now);
            await db.Save(ct);
        }
        catch (Exception)
        {
            db.Forget();
            await files.Drop(id, CancellationToken.None);
            throw;
        }
        loop.Ring();
        return id;
    }

    private async Task ReadHead(RegistryImport import, CancellationToken ct)
    {
        var memory = await db.Set<ImportMemory>()
            .AsNoTracking()
            .FirstOrDefaultAsync(m => m.Kind == import.Kind && m.Source == import.Source, ct);
        var remembered = memory is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(memory.Chosen)!;
        using var file = files.Read(import.Id, import.Length);
        var head = ImportTable.Find(file, import.Kind, remembered, ct);
        var map = ImportFields.Guess(import.Kind, head.Headings, remembered);
        (import.Headings, import.HeadingRow, import.Chosen) = (
            JsonSerializer.Serialize(head.Headings),
            head.Skip,
            JsonSerializer.Serialize(map)
        );
        if (!ImportFields.IsEnough(import.Kind, map))
        {
            if (head.Headings.Count < 2 && !ImportFields.IsEnough(import.Kind, map) && ImportFields.Needed(import.Kind).Count > 1)
                throw new InvalidInput("file", "registry.columns-unknown");
            (import.State, import.Code) = (ImportState.Checked, "registry.columns-unknown"); // a person says which column is what
        }
    }

    /// <summary>Another reading of the same file; it is checked anew, and remembered for the next file of this source.</summary>
    public async Task Choose(Guid id, Reading command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var import = await Find(id, command.Version, ImportState.Checked, actor, ct);
        var fields = ImportFields.Of(import.Kind);
        var columns = command.Columns.Where(c => c.Value is { Length: > 0 }).ToDictionary(c => c.Key, c => c.Value);
        if (columns.Any(c => !fields.Contains(c.Key) || !import.HeadingList.Contains(c.Value)))
            throw new InvalidInput("Columns", "registry.columns-unknown");
        if (columns.Values.Distinct().Count() != columns.Count)
            throw new InvalidInput("Columns", "registry.column-twice");
        if (!ImportFields.IsEnough(import.Kind, columns))
            throw new InvalidInput("Columns", "registry.columns-unknown");
        import.Chosen = JsonSerializer.Serialize(columns);
        Restart(import, ImportState.Waiting);
        var memory = await db.Set<ImportMemory>().FirstOrDefaultAsync(m => m.Kind == import.Kind && m.Source == import.Source, ct);
        if (memory is null)
            db.Add(
                memory = new ImportMemory
                {
                    DistrictId = db.DistrictId,
                    Kind = import.Kind,
                    Source = import.Source,
                }
            );
        memory.Chosen = import.Chosen;
        await db.Together(
            async () =>
            {
                await db.Set<ImportNote>().Where(n => n.ImportId == id).ExecuteDeleteAsync(ct);
                await db.Save(ct);
            },
            ct
        );
        loop.Ring();
    }

    /// <summary>The rows become records, in the background.</summary>
    public async Task Begin(Guid id, Beginning command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var import = await Find(id, command.Version, ImportState.Checked, actor, ct);
        if (import.Code is not null)
            throw new RuleViolation(import.Code);
        import.AreaCodes = string.Join(' ', Areas(actor)); // rights may have changed since the upload
        (import.Policy, import.BegunAt) = (command.Policy, clock.UtcNow);
        Restart(import, ImportState.Running);
        db.Audit(actor, "registry.import-begun", id, $"{import.Kind} {import.FileName} {command.Policy}", clock.UtcNow);
        await db.Save(ct);
        loop.Ring();
    }

    /// <summary>Takes back what came with the file and nobody has touched since.</summary>
    public async Task Undo(Guid id, Seen command, Actor actor, CancellationToken ct)
    {
        var import = await Find(id, actor, ct);
        if (command.Version != import.Version)
            throw new StaleVersion(import.Version);
        if (import.State != ImportState.Done && !(import.State == ImportState.Broken && import.Added + import.Filled > 0))
            throw new RuleViolation("registry.import-state");
        var areas = Areas(actor);
        if (import.Areas.Any(code => !areas.Any(own => code.StartsWith(own, StringComparison.Ordinal))))
            throw new Forbidden(Permission.KeepRegistry); // rights may have changed since
        import.State = ImportState.Undoing;
        db.Audit(actor, "registry.import-undone", id, $"{import.Kind} {import.FileName}", clock.UtcNow);
        await db.Save(ct);
        loop.Ring();
    }

    /// <summary>The record that is there already is not filled from this row.</summary>
    public async Task Leave(Guid id, int rowNo, Actor actor, CancellationToken ct)
    {
        await Find(id, null, ImportState.Checked, actor, ct);
        var note =
            await db.Set<ImportNote>().FirstOrDefaultAsync(n => n.ImportId == id && n.RowNo == rowNo, ct) ?? throw new NotFound("row");
        if (note.State != NoteState.Known)
            throw new RuleViolation("registry.import-state");
        note.State = NoteState.Left;
        await db.Save(ct);
    }

    /// <summary>One's own, the latest first.</summary>
    public async Task<IReadOnlyList<View>> Latest(Actor actor, CancellationToken ct) =>
        [
            .. (
                await db.Set<RegistryImport>()
                    .AsNoTracking()
                    .Where(i => i.By == actor.AccountId)
                    .OrderByDescending(i => i.CreatedAt)
                    .ThenByDescending(i => i.Id)
                    .Take(30)
                    .ToListAsync(ct)
            ).Select(Shown),
        ];

    /// <summary>Rows of which there is something to say, in the order of the file.</summary>
    public Task<List<ImportNote>> Notes(Guid id, bool isKnown, CancellationToken ct)
    {
        var notes = db.Set<ImportNote>().AsNoTracking().Where(n => n.ImportId == id);
        notes = isKnown
            ? notes.Where(n => n.State == NoteState.Known || n.State == NoteState.Filled || n.State == NoteState.Left)
            : notes.Where(n => n.State == NoteState.Refused || n.State == NoteState.Repeated);
        return notes.OrderBy(n => n.RowNo).Take(MostShown).ToListAsync(ct);
    }

    /// <summary>Records that stayed when the file was taken back, as lists show them; one that has ended since has no face.</summary>
    public async Task<IReadOnlyList<(ImportKept Kept, string? Title)>> StillThere(Guid id, CancellationToken ct)
    {
        var kept = await db.Set<ImportKept>()
            .AsNoTracking()
            .Where(k => k.ImportId == id)
            .OrderBy(k => k.RecordId)
            .Take(MostShown)
            .ToListAsync(ct);
        var ids = kept.ConvertAll(k => k.RecordId);
        var titles = await db.Set<RegistryEntry>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Title, ct);
        return [.. kept.Select(k => (k, titles.GetValueOrDefault(k.RecordId)))];
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    /// <exception cref="StaleVersion">It is no longer what the person saw.</exception>
    /// <exception cref="RuleViolation"><c>registry.import-state</c>.</exception>
    private async Task<RegistryImport> Find(Guid id, int? version, ImportState state, Actor actor, CancellationToken ct)
    {
        var import = await Find(id, actor, ct);
        if (version is not null && version != import.Version)
            throw new StaleVersion(import.Version);
        return import.State == state ? import : throw new RuleViolation("registry.import-state");
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    public async Task<RegistryImport> Find(Guid id, Actor actor, CancellationToken ct)
    {
        Areas(actor);
        var import = await db.Set<RegistryImport>().FirstOrDefaultAsync(i => i.Id == id, ct);
        if (import is null || (actor.Kind != ActorKind.System && import.By != actor.AccountId))
            throw new NotFound("import");
        return import;
    }

    public static View Shown(RegistryImport i) =>
        new(
            i.Id,
            i.Version,
            i.Kind,
            i.FileName,
            i.Source,
            i.State,
            i.Policy,
            i.HeadingList,
            i.Map,
            i.Rows,
            i.Seen,
            i.Good,
            i.Refused,
            i.Repeated,
            i.Known,
            i.Filled,
            i.Added,
            i.Withdrawn,
            i.Kept,
            i.Code,
            i.CreatedAt,
            i.IsAtWork,
            i.KeptUntil is not null
        );

    private IReadOnlyList<string> Areas(Actor actor)
    {
        if (actor.Kind == ActorKind.System)
            return [db.DistrictId.ToString(CultureInfo.InvariantCulture)];
        var areas = RegistryScope.Areas(actor, Permission.KeepRegistry);
        return areas.Count > 0 ? areas : throw new Forbidden(Permission.KeepRegistry);
    }

    private static void Restart(RegistryImport import, ImportState state)
    {
        (import.State, import.Code) = (state, null);
        (import.DoneRow, import.Seen, import.Good, import.Refused, import.Repeated, import.Known, import.Filled) = (0, 0, 0, 0, 0, 0, 0);
    }
}
