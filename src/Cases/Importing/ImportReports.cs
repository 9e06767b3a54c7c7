using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Importing;

/// <summary>How an export is to be read. 导入选项</summary>
/// <param name="Channel">Channel of every row.</param>
/// <param name="Columns">Field → column where the usual names do not fit.</param>
/// <param name="Reference">Reference of the points in the file.</param>
/// <param name="IsDryRun">Only look, keep nothing.</param>
public sealed record ImportOptions(
    Channel Channel,
    IReadOnlyDictionary<string, string> Columns,
    CoordinateReference Reference,
    bool IsDryRun
);

/// <summary>What became of one row. 逐行结果</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="No">The channel's own number; empty when the file has none.</param>
/// <param name="AreaCode">Where it was located; null when refused, 6 digits when the place is not known.</param>
/// <param name="Refusal">Why it was not taken; null when it was.</param>
/// <param name="Cells">The row by column, for comparisons and for the returned file.</param>
public sealed record RowOutcome(long Line, string No, string? AreaCode, Exception? Refusal, IReadOnlyDictionary<string, string> Cells);

/// <summary>Files each row of a channel's export as a report; a row that was taken before is not taken twice. 批量导入</summary>
public sealed class ImportReports(IServiceScopeFactory scopes, WorkCalendar calendar, FieldCipher cipher)
{
    private static readonly string[] TimeForms =
    [
        "yyyy/M/d H:mm:ss",
        "yyyy/M/d H:mm",
        "yyyy-M-d H:mm:ss",
        "yyyy-M-d H:mm",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-dd",
        "M/d/yyyy h:mm:ss tt",
    ];

    /// <summary>Reads the file to its end; each row is answered on its own and nothing stops the others.</summary>
    /// <exception cref="InvalidInput">The file cannot be read as a table, or its columns are not understood.</exception>
    public async IAsyncEnumerable<RowOutcome> Run(
        Stream file,
        ImportOptions options,
        Actor actor,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var text = CsvText.Open(file);
        using var csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                MalformedData = CsvMalformedDataHandling.Recover,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
                MissingField = CsvMissingFieldHandling.ReturnEmpty,
            },
            true
        );
        csv.ReadHeader();
        IReadOnlyList<string> headers = csv.Headers is { Count: > 0 } found ? [.. found] : throw new InvalidInput("file", "import.empty");
        var map = new ColumnMap(headers, options.Columns);
        while (csv.Read())
        {
            var cells = new Dictionary<string, string>(headers.Count, StringComparer.Ordinal);
            for (var column = 0; column < headers.Count; column++)
                cells[headers[column]] = column < csv.FieldCount ? csv.GetString(column) : "";
            yield return await Take(csv.RowNumber, cells, map, options, actor, ct);
        }
    }

    private async Task<RowOutcome> Take(
        long line,
        Dictionary<string, string> cells,
        ColumnMap map,
        ImportOptions options,
        Actor actor,
        CancellationToken ct
    )
    {
        string Cell(string field) => map[field] is { } column ? CsvText.FromCell(cells[column]).Trim() : "";
        var no = Cell("no");
        try
        {
            var command = Command(Cell, no, options);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(actor.DistrictId);
            if (options.IsDryRun)
            {
                Input.Check(command);
                return new RowOutcome(
                    line,
                    no,
                    (await scope.ServiceProvider.GetRequiredService<ReportPlace>().Find(command, ct)).AreaCode,
                    null,
                    cells
                );
            }
            var receipt = await scope
                .ServiceProvider.GetRequiredService<CreateReport>()
                .Run(command, [], Key(options.Channel, no, actor.DistrictId), actor, ct);
            return new RowOutcome(
                line,
                no,
                await db.Cases.Where(c => c.Id == receipt.CaseId).Select(c => c.AreaCode).FirstAsync(ct),
                null,
                cells
            );
        }
        catch (Exception refusal) when (refusal is RuleViolation or InvalidInput)
        {
            return new RowOutcome(line, no, null, refusal, cells);
        }
    }

    /// <summary>Keyed with the installation's secret: nobody outside can send a row's key first, and no number is too long.</summary>
    internal string? Key(Channel channel, string no, int districtId) =>
        no.Length > 0 ? Convert.ToHexStringLower(cipher.Mark(districtId, "import.no", $"{channel}-{no}")) : null;

    /// <summary>A row as a report.</summary>
    /// <exception cref="InvalidInput">A time or a number cannot be read.</exception>
    internal CreateReport.Command Read(Func<string, string> cell, ImportOptions options) => Command(cell, cell("no"), options);

    private CreateReport.Command Command(Func<string, string> cell, string no, ImportOptions options)
    {
        var words = string.Join('\n', new[] { cell("title"), cell("text") }.Where(w => w.Length > 0).Distinct());
        return new CreateReport.Command(
            options.Channel,
            words,
            Degrees("lon", cell("lon")),
            Degrees("lat", cell("lat")),
            options.Reference,
            null,
            Short(cell("place")),
            cell("category") is { Length: > 0 } key ? key : null,
            cell("phone") is { Length: > 0 } phone ? phone : null,
            ChannelNo: no.Length is > 0 and <= 64 ? no : null,
            SaidAt: Time(cell("time"))
        );
    }

    private static string? Short(string place) => place.Length == 0 ? null : TextElements.Cut(place, 200);

    private static double? Degrees(string field, string text)
    {
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : throw new InvalidInput(field, "import.number");
    }

    private DateTime? Time(string text)
    {
        if (text.Length == 0)
            return null;
        return DateTime.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.Utc(local)
            : throw new InvalidInput("time", "import.time");
    }
}
