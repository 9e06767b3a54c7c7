using System.Globalization;
using System.Text.Json;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Importing;

/// <summary>Uploads a file, says which column is what, lets it in, takes it back. 文件导入</summary>
internal sealed class KeepImports(GezhiDb db, FieldCipher cipher, VirusScan scan, ImportRunner runner, TimeProvider clock)
{
    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 20_000;

    private const int Portion = 500;

    /// <summary>Channels whose exports come as files.</summary>
    public static readonly Channel[] OfFiles = [Channel.Hotline, Channel.DigitalCity, Channel.CitizenApp, Channel.Import];

    /// <summary>Reads the whole file and keeps its rows, sealed; nothing is reported yet.</summary>
    /// <param name="sourceId">The connected system whose export it is; null for a file of nobody.</param>
    /// <exception cref="InvalidInput"><c>table.*</c>, <c>import.no-text</c>.</exception>
    /// <exception cref="Forbidden">The rows may lie anywhere in the district, the actor's post does not.</exception>
    public async Task<Guid> Upload(
        Stream file,
        string name,
        Guid? sourceId,
        CoordinateReference reference,
        Actor actor,
        CancellationToken ct
    )
    {
        Demand(actor);
        await scan.Demand(file, Path.GetFileName(name), ct);
        var rows = SheetReader.Rows(file, MostRows, ct).ToList();
        if (rows.Count == 0)
            throw new InvalidInput("file", "import.empty");
        var headings = rows[0].Columns;
        _ = new ColumnMap(headings, new Dictionary<string, string>());
        var source = sourceId is { } id ? await Source(id, ct) : null;
        var now = clock.UtcNow;
        var batch = new ImportBatch
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            FileName = TextElements.Cut(PlainText.CleanLine(Path.GetFileName(name)), 120),
            Channel = source?.Channel ?? Channel.Import,
            SourceId = source?.Id,
            Reference = reference,
            Headings = JsonSerializer.Serialize(headings),
            Rows = rows.Count,
            By = actor.AccountId,
            CreatedAt = now,
        };
        await db.Together(
            async () =>
            {
                foreach (var portion in rows.Chunk(Portion))
                {
                    db.AddRange(portion.Select(r => Row(batch.Id, r)));
                    await db.Save(ct);
                    db.Forget();
                }
                db.Add(batch);
                db.Audit(actor, "import.uploaded", batch.Id, $"{batch.FileName} {batch.Rows}", now);
                await db.Save(ct);
            },
            ct
        );
        runner.Ring();
        return batch.Id;
    }

    /// <summary>Another reading of the same file; it is checked anew.</summary>
    /// <exception cref="RuleViolation"><c>import.state</c>.</exception>
    public async Task Choose(
        Guid batchId,
        IReadOnlyDictionary<string, string> columns,
        CoordinateReference reference,
        int? version,
        Actor actor,
        CancellationToken ct
    )
    {
        Demand(actor);
        var batch = await Find(batchId, version, ImportState.Checked, ct);
        batch.Chosen = JsonSerializer.Serialize(columns.Where(c => c.Value.Length > 0).ToDictionary());
        _ = batch.Map();
        (batch.Reference, batch.State, batch.Done) = (reference, ImportState.Waiting, 0);
        await db.Save(ct);
        runner.Ring();
    }

    /// <summary>The rows become reports, in the background.</summary>
    public Task Begin(Guid batchId, int? version, Actor actor, CancellationToken ct) =>
        Go(batchId, version, ImportState.Checked, ImportState.Running, "import.begun", actor, ct);

    /// <summary>Withdraws what came from the file and nobody has touched yet.</summary>
    public Task Undo(Guid batchId, int? version, Actor actor, CancellationToken ct) =>
        Go(batchId, version, ImportState.Done, ImportState.Undoing, "import.undone", actor, ct);

    /// <summary>A file holds people of the whole district, and its rows are taken in wherever they lie.</summary>
    /// <exception cref="Forbidden">No post of the actor files for the whole district.</exception>
    internal void Demand(Actor actor)
    {
        if (actor.Kind != ActorKind.System)
            actor.Require(Permission.File, db.DistrictId.ToString(CultureInfo.InvariantCulture));
    }

    private async Task Go(Guid batchId, int? version, ImportState from, ImportState to, string word, Actor actor, CancellationToken ct)
    {
        Demand(actor);
        var batch = await Find(batchId, version, from, ct);
        (batch.State, batch.Done) = (to, 0);
        db.Audit(actor, word, batch.Id, batch.FileName, clock.UtcNow);
        await db.Save(ct);
        runner.Ring();
    }

    private async Task<ImportBatch> Find(Guid batchId, int? version, ImportState state, CancellationToken ct)
    {
        var batch = await db.Set<ImportBatch>().FirstOrDefaultAsync(b => b.Id == batchId, ct) ?? throw new NotFound("import");
        if (version is not null && version != batch.Version)
            throw new StaleVersion(batch.Version);
        if (batch.CellsGoneAt is not null && state == ImportState.Checked)
            throw new RuleViolation("import.cells-gone");
        return batch.State == state ? batch : throw new RuleViolation("import.state");
    }

    private async Task<ChannelSource> Source(Guid id, CancellationToken ct) =>
        await db.Set<ChannelSource>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == id && s.RetiredAt == null && OfFiles.Contains(s.Channel), ct)
        ?? throw new InvalidInput("source", "source.channel");

    private ImportRow Row(Guid batchId, SheetRow row) =>
        new()
        {
            DistrictId = db.DistrictId,
            BatchId = batchId,
            RowNo = row.RowNo,
            Cells = cipher.Seal(db.DistrictId, ImportRow.Field, JsonSerializer.Serialize(row.Cells))!,
        };
}
