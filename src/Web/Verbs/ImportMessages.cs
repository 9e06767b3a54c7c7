using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Importing;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Locating;
using Gezhi.Migrations;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Verbs;

/// <summary>./dev import messages FILE.csv and ./dev import grids FILE.geojson. 导入</summary>
internal static class ImportMessages
{
    private const string Help = """
        ./dev import messages FILE.csv [options]
          --channel NAME       Import (default), Hotline, DigitalCity, WalkIn …
          --map FIELD=COLUMN   no, title, text, time, lon, lat, place, phone, category; usual column names are found by themselves
          --reference NAME     Wgs84 (default), Gcj02, Bd09, Cgcs2000
          --dry-run            check every row, keep nothing
          --errors FILE.csv    write the refused rows with the reason
          --expect COLUMN      compare the name of the located area with this column and count
          --district CODE      6 digits; default: the first of the configuration
        ./dev import grids FILE.geojson --district CODE --name NAME [--label PROPERTY]
          boundaries of another district: each feature becomes an area at community level
        """;

    public static async Task<int> Run(string[] args)
    {
        if (args is not ["messages" or "grids", var file, ..] || args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return args.Contains("--help") ? 0 : 2;
        }
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file {file}.");
            return 2;
        }
        var words = new Words(args[2..]);
        string[] district = words.One("--district") is { } code ? [$"--Districts:0={code}"] : [];
        await using var app = GezhiHost.Build(district);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(app.Services.GetRequiredService<Districts>().Default);
        await Databases.Migrate(db, CancellationToken.None);
        if (args[0] == "grids")
            return await ImportGrids.Run(db, file, words, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<GridLoader>().Load(CancellationToken.None);
        return await Messages(app.Services, file, words);
    }

    private static async Task<int> Messages(IServiceProvider services, string file, Words words)
    {
        var options = new ImportOptions(
            Enum.Parse<Channel>(words.One("--channel") ?? nameof(Channel.Import)),
            words.All("--map").Select(m => m.Split('=', 2)).ToDictionary(m => m[0], m => m[^1]),
            Enum.Parse<CoordinateReference>(words.One("--reference") ?? nameof(CoordinateReference.Wgs84)),
            words.Has("--dry-run")
        );
        var tally = new Tally(services, words);
        var started = TimeProvider.System.GetTimestamp();
        await using var input = File.OpenRead(file);
        try
        {
            var actor = Actor.System(services.GetRequiredService<Districts>().Default);
            await foreach (var row in services.GetRequiredService<ImportReports>().Run(input, options, actor, CancellationToken.None))
                await tally.Add(row);
        }
        catch (InvalidInput wrong)
        {
            foreach (
                var (field, texts) in services.GetRequiredService<ProblemMapper>().Explain(wrong, CultureInfo.CurrentUICulture)!.Errors!
            )
                await Console.Error.WriteLineAsync($"{field}: {string.Join(" ", texts)}");
            return 2;
        }
        await tally.Finish(TimeProvider.System.GetElapsedTime(started), options.IsDryRun);
        return 0;
    }

    /// <summary>Counts, compares and writes what was refused.</summary>
    private sealed class Tally(IServiceProvider services, Words words)
    {
        private readonly GridMap map = services.GetRequiredService<GridMap>();
        private readonly ProblemMapper mapper = services.GetRequiredService<ProblemMapper>();
        private readonly Dictionary<string, int> refusals = [];
        private readonly List<string> refused = [];
        private int taken,
            unplaced,
            labelled,
            agreed;

        public async Task Add(RowOutcome row)
        {
            if (row.Refusal is not null)
                Refuse(row);
            else if (row.AreaCode!.Length == 6)
                unplaced++;
            else
                taken++;
            if (
                words.One("--expect") is { } column
                && row.AreaCode is { Length: > 6 } code
                && row.Cells.GetValueOrDefault(column) is { Length: > 0 } expected
            )
            {
                labelled++;
                agreed += string.Equals(map.Current.NameOf(code), expected, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }
            if ((taken + unplaced + refused.Count) % 1000 == 0)
                await Console.Error.WriteLineAsync($"  {taken + unplaced + refused.Count} rows …");
        }

        public async Task Finish(TimeSpan time, bool isDryRun)
        {
            var all = taken + unplaced + refused.Count;
            Console.WriteLine(
                $"{all} rows in {time.TotalSeconds:F1} s ({all / time.TotalSeconds:F0}/s){(isDryRun ? ", dry run: nothing was kept" : "")}"
            );
            Console.WriteLine($"  {taken} taken with a place, {unplaced} taken without (an operator places them), {refused.Count} refused");
            foreach (var (why, count) in refusals.OrderByDescending(r => r.Value))
                Console.WriteLine($"    {count} × {why}");
            if (labelled > 0)
                Console.WriteLine($"  {agreed} of {labelled} labelled rows fall in the recorded area ({100.0 * agreed / labelled:F2} %)");
            if (words.One("--errors") is { } file)
                await File.WriteAllTextAsync(file, "line,no,code,why\r\n" + string.Concat(refused), CsvText.Utf8WithMark);
        }

        private void Refuse(RowOutcome row)
        {
            var problem = mapper.Explain(row.Refusal!, CultureInfo.CurrentUICulture)!;
            var why = problem.Errors is null
                ? problem.Detail
                : string.Join(" ", problem.Errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}"));
            refusals[why] = refusals.GetValueOrDefault(why) + 1;
            refused.Add(CsvText.Row(row.Line.ToString(CultureInfo.InvariantCulture), row.No, problem.Code, why));
        }
    }
}
