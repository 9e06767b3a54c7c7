using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Topology;
using Gezhi.Grids.UnitGrids;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Importing;

/// <summary>Takes a file of boundaries through upload, dry run and approval; nothing is applied while anything is wrong. 导入边界</summary>
internal sealed class ImportBoundaries(
    GezhiDb db,
    BlobStore blobs,
    AreaShelf shelf,
    ApplyPlan apply,
    KeepUnitGrids cells,
    TimeProvider clock
)
{
    /// <summary>Most findings kept to be shown; the counts are of all.</summary>
    private const int MostFindings = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Keeps the file and looks through it with the columns that fit by their names.</summary>
    /// <param name="files">One GeoJSON or zip, or the pieces of a Shapefile.</param>
    /// <exception cref="RuleViolation">The file as a whole cannot be taken.</exception>
    public async Task<Guid> Upload(
        IReadOnlyList<(string Name, byte[] Bytes)> files,
        ImportLayer layer,
        DateOnly? on,
        Actor actor,
        CancellationToken ct
    )
    {
        Allow(actor);
        if (files.Count == 0 || files.Sum(f => (long)f.Bytes.Length) == 0)
            throw new InvalidInput("Files", "input.required");
        var bytes = GridFile.Packed(files);
        var file = await GridFile.Read(bytes, ct);
        var now = clock.UtcNow;
        var folder = BlobStore.FolderOf(now);
        var import = new GridImport
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            At = now,
            AccountId = actor.AccountId,
            FileName = TextElements.Cut(PlainText.CleanLine(string.Join(' ', files.Select(f => Path.GetFileName(f.Name)))), 120),
            Folder = folder,
            Hash = await blobs.Put(db.DistrictId, folder, bytes, ct),
            Format = file.Format,
            Fields = string.Join('\n', file.Fields.Select(f => TextElements.Cut(f.ReplaceLineEndings(" "), 60))),
            Rows = file.Rows.Count,
        };
        db.Add(import);
        await Look(import, file, FieldGuess.Of(file, layer, on ?? apply.Today), ct);
        db.Audit(actor, "grid.import-uploaded", import.Id, $"{import.Format}, {import.Rows} features", now);
        await db.Save(ct);
        return import.Id;
    }

    /// <summary>Looks through the file again with other columns, reference or day.</summary>
    public async Task Check(Guid importId, ImportMapping mapping, int version, Actor actor, CancellationToken ct)
    {
        Allow(actor);
        var import = await Open(importId, version, ct);
        await Look(import, await File(import, ct), mapping, ct);
        await db.Save(ct);
    }

    /// <summary>Puts the file in force from its day on: in one transaction, after looking through it once more.</summary>
    /// <exception cref="RuleViolation"><c>grid.findings-left</c> and what <see cref="ApplyPlan"/> says.</exception>
    public async Task Apply(Guid importId, int version, Actor actor, CancellationToken ct)
    {
        Allow(actor);
        var import = await Open(importId, version, ct);
        var mapping = MappingOf(import);
        var outcome = await Look(import, await File(import, ct), mapping, ct);
        if (outcome.Errors > 0)
        {
            await db.Save(ct);
            throw new RuleViolation("grid.findings-left", outcome.Errors);
        }
        var note = TextElements.Cut(import.FileName, 100);
        (import.State, import.AppliedAt) = (ImportState.Applied, clock.UtcNow);
        if (outcome.Plan is { } plan && plan.Began.Count + plan.Ended.Count > 0)
            await apply.Run(plan, mapping.On, null, note, actor, ct);
        else if (outcome.Cells.Count + outcome.EndedCells.Count > 0)
            await cells.Run(outcome.Cells, outcome.EndedCells, mapping.On, note, actor, ct);
        else
            throw new RuleViolation("grid.nothing-new");
    }

    public async Task Drop(Guid importId, int version, Actor actor, CancellationToken ct)
    {
        Allow(actor);
        var import = await Open(importId, version, ct);
        import.State = ImportState.Dropped;
        db.Audit(actor, "grid.import-dropped", import.Id, import.Format, clock.UtcNow);
        await db.Save(ct);
    }

    public static ImportMapping MappingOf(GridImport import) => JsonSerializer.Deserialize<ImportMapping>(import.Mapping, Json)!;

    public static IReadOnlyList<Finding> FindingsOf(GridImport import) => JsonSerializer.Deserialize<List<Finding>>(import.Findings, Json)!;

    private static void Allow(Actor actor) =>
        actor.Require(Permission.ManageGrids, actor.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<GridImport> Open(Guid importId, int version, CancellationToken ct)
    {
        var import = await db.GridImports.FirstOrDefaultAsync(i => i.Id == importId, ct) ?? throw new NotFound("import");
        if (import.Version != version)
            throw new StaleVersion(import.Version);
        return import.State == ImportState.Checked ? import : throw new RuleViolation("grid.import-done");
    }

    private async Task<GridFile> File(GridImport import, CancellationToken ct)
    {
        var path = blobs.Place(db.DistrictId, import.Folder, import.Hash);
        if (!System.IO.File.Exists(path))
            throw new NotFound("import file");
        return await GridFile.Read(await System.IO.File.ReadAllBytesAsync(path, ct), ct);
    }

    private async Task<ImportOutcome> Look(GridImport import, GridFile file, ImportMapping mapping, CancellationToken ct)
    {
        if (mapping.On < apply.Today)
            throw new RuleViolation("grid.day-passed");
        var known = (await shelf.Read(db, mapping.On, ct)).ConvertAll(a => a.Planned);
        var outcome = ImportCheck.Run(file, mapping, db.DistrictId, known, await cells.On(mapping.On, ct));
        import.Mapping = JsonSerializer.Serialize(mapping, Json);
        (import.Errors, import.Warnings) = (outcome.Errors, outcome.Findings.Count - outcome.Errors);
        var codes = known.Select(a => a.Code).ToHashSet();
        var begin = outcome.Plan?.Began.Count(a => !codes.Contains(a.Code)) ?? outcome.Cells.Count;
        import.Counts = $"{begin},{(outcome.Plan?.Began.Count ?? begin) - begin},{outcome.Plan?.Ended.Count ?? outcome.EndedCells.Count}";
        import.Findings = JsonSerializer.Serialize(
            outcome.Findings.OrderByDescending(f => f.Blocks).ThenBy(f => f.Row).Take(MostFindings),
            Json
        );
        return outcome;
    }
}
