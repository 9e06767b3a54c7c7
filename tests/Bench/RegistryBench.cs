using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Platform.Text;
using Gezhi.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gezhi.Tests.Bench;

/// <summary>A large registry comes in as files through the product's own door, is searched, and is compared with rows written bare. 台账规模</summary>
/// <remarks>
/// The files are invented from a fixed seed. A row of a file is a person behind a door; with the doors and households they belong to, 1,000,000 rows are about
/// 1,800,000 records. Bare means: the same rows of the same tables, with the same indexes, by COPY (PostgreSQL) or by one prepared insert for each (SQLite).
/// </remarks>
public sealed class RegistryBench : Bench
{
    private const string Community = "410103010004";
    private const int PeopleOfDoor = 2;
    private const int RoomsOfBuilding = 60;
    private const int MostOfFile = 1_000_000;

    /// <summary>Tables an import of people writes, in the order of their dependence.</summary>
    private static readonly string[] Tables =
    [
        "registry_building",
        "registry_dwelling",
        "registry_household",
        "registry_person",
        "registry_member",
        "registry_change",
        "registry_entry",
    ];

    public override string Name => "registry";

    public override string Usage => "[RECORDS] [sqlite|postgres]";

    public override string Summary => "import, size and search of the registry";

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var records = run.Number(0, run.Choose(180_000, 3_600_000));
        var only = run.Arguments.Count > 1 ? run.Arguments[1] : null;
        var rows = records * PeopleOfDoor / (PeopleOfDoor + 2);
        if (only is null or "sqlite")
            await Sqlite(run, rows, ct);
        if (only == "sqlite")
            return;
        if (TemporaryPostgres.WhyNot() is { } missing)
        {
            run.Say($"PostgreSQL was not measured: {missing}");
            return;
        }
        await Postgres(run, rows, ct);
    }

    private static async Task Sqlite(BenchRun run, int rows, CancellationToken ct)
    {
        await using var town = await BenchTown.Start(null, 0);
        var rate = await Import(run, "sqlite", town, rows, ct);
        await Search(run, "sqlite", town, rows, ct);
        var bare = BareSqlite(Directory.GetFiles(town.Storage, "*.db", SearchOption.AllDirectories)[0], run.Choose(20_000, 200_000));
        Ratio(run, "sqlite", rate, bare);
    }

    private static async Task Postgres(BenchRun run, int rows, CancellationToken ct)
    {
        await using var postgres = await TemporaryPostgres.Start(ct: ct);
        var database = await postgres.CreateDatabase("gezhi", ct: ct);
        await using var town = await BenchTown.Start(database, 0);
        var rate = await Import(run, "postgres", town, rows, ct);
        await Search(run, "postgres", town, rows, ct);
        Ratio(run, "postgres", rate, await BareCopy(database, run.Choose(20_000, 200_000), ct));
    }

    private static void Ratio(BenchRun run, string engine, double rate, double bare)
    {
        run.Say($"{engine}: bare rows of the same tables {bare:N0} people a second; import ÷ bare {rate / bare:F2}");
        run.Figure($"bare_rows_per_second_{engine}", bare, "rows/s");
        run.Figure($"ratio_to_copy_{engine}", rate / bare, "");
    }

    /// <returns>Rows of the file a second, from the press until the last one is durable.</returns>
    internal static async Task<double> Import(BenchRun run, string engine, BenchTown town, int rows, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = town.Address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Add("Cookie", await town.SignIn("community-secretary", "shuji001"));
        var areas = await Areas(http, ct);
        var before = town.PeakMegabytes;
        var (taking, looking) = (0.0, 0.0);
        var work = TimeSpan.Zero;
        for (var from = 0; from < rows; from += MostOfFile)
        {
            var count = Math.Min(MostOfFile, rows - from);
            var file = Path.Combine(town.Storage, "bench.csv");
            Write(file, areas, from, count);
            await using var content = File.OpenRead(file);
            var answer = await http.PostAsync(
                $"/api/registry/imports?kind=Residents&source=bench&name=bench.csv",
                new StreamContent(content),
                ct
            );
            answer.EnsureSuccessStatusCode();
            var id = (await answer.Content.ReadFromJsonAsync<JsonNode>(ct))!["id"]!.GetValue<string>();
            var clock = Stopwatch.StartNew();
            var seen = await Until(http, id, "Checked", ct);
            looking += clock.Elapsed.TotalSeconds;
            if (seen["good"]!.GetValue<int>() != count)
                throw new InvalidOperationException($"the check found {seen["good"]} of {count} good");
            clock.Restart();
            var worked = town.Cpu;
            (
                await http.PostAsJsonAsync($"/api/registry/imports/{id}/begin", new { version = seen["version"]!.GetValue<int>() }, ct)
            ).EnsureSuccessStatusCode();
            await Until(http, id, "Done", ct);
            taking += clock.Elapsed.TotalSeconds;
            work += town.Cpu - worked;
            File.Delete(file);
        }
        var rate = rows / taking;
        run.Say(
            $"{engine}: {rows:N0} rows taken in, {rate:N0} a second; looked through before at {rows / looking:N0} a second; largest memory of the product {before:N0} MB before, {town.PeakMegabytes:N0} MB after"
        );
        foreach (var line in town.Heard("sealed and made into rows"))
            run.Say($"{engine}: {line.Trim()}");
        run.Figure($"import_rows_per_second_{engine}", rate, "rows/s");
        run.Say($"{engine}: {work.TotalMicroseconds / rows:F0} µs of processor a row in the product itself, compiling included");
        run.Figure($"import_processor_us_{engine}", work.TotalMicroseconds / rows, "us");
        run.Figure($"import_check_rows_per_second_{engine}", rows / looking, "rows/s");
        run.Figure($"import_peak_megabytes_{engine}", town.PeakMegabytes, "MB");
        run.Figure($"import_more_megabytes_{engine}", town.PeakMegabytes - before, "MB");
        return rate;
    }

    private static async Task<JsonNode> Until(HttpClient http, string id, string state, CancellationToken ct)
    {
        while (true)
        {
            var seen = (await http.GetFromJsonAsync<JsonNode>($"/api/registry/imports/{id}", ct))!;
            if (seen["state"]!.GetValue<string>() == state)
                return seen;
            if (seen["state"]!.GetValue<string>() == "Broken")
                throw new InvalidOperationException($"the file is broken: {seen["code"]}");
            await Task.Delay(100, ct);
        }
    }

    private static async Task<string[]> Areas(HttpClient http, CancellationToken ct)
    {
        var rows = (await http.GetFromJsonAsync<JsonNode>($"/api/registry?kind=Building", ct))!["rows"]!.AsArray();
        string[] areas =
        [
            .. rows.Select(r => r!["areaCode"]!.GetValue<string>())
                .Where(a => a.StartsWith(Community, StringComparison.Ordinal))
                .Distinct(),
        ];
        return areas.Length > 0 ? areas : throw new BenchImpossible("the seed town has no buildings");
    }

    private static string Compound(int building) =>
        $"规模{"甲乙丙丁戊己庚辛壬癸"[building / 1000 % 10]}{"子丑寅卯辰巳午未申酉戌亥"[building / 100 % 10]}园{building / 20}期";

    private static (int Building, int Unit, int Room) Door(int row)
    {
        var door = row / PeopleOfDoor;
        var (building, place) = (door / RoomsOfBuilding, door % RoomsOfBuilding);
        return (building, place / 20 + 1, (place % 20 / 2 + 1) * 100 + place % 2 + 1);
    }

    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张";
    private const string First = "文明志秀建国华丽强军平芳桂英春兰德胜福来";
    private const string Second = "安宁静远清和光辉民富松柏梅云海山川江林雨";

    private static string PersonName(int row) =>
        $"{Surnames[row % Surnames.Length]}{First[row / Surnames.Length % First.Length]}{Second[row / (Surnames.Length * First.Length) % Second.Length]}";

    private static string Phone(int row) => $"154{row % 100_000_000:00000000}";

    /// <summary>Numbers of an invented district, another one than the seed town's, with a right check digit; three people in ten left theirs.</summary>
    private static string? CitizenNumber(int row)
    {
        if (row % 10 >= 3)
            return null;
        var no = row / 10 * 3 + row % 10; // everybody another one
        return CitizenId
            .Upgrade(
                $"410198{60 + no % 40:00}{no / 40 % 12 + 1:00}{no / 480 % 28 + 1:00}{no / 13_440 % 1000:000}",
                new DateOnly(2026, 1, 1)
            )
            ?.Value;
    }

    private static void Write(string file, string[] areas, int from, int count)
    {
        using var text = new StreamWriter(file, false, new UTF8Encoding(false));
        text.Write("网格编码,小区,楼号,单元,房号,姓名,电话,身份证号,同意留存,与户主关系\r\n");
        for (var row = from; row < from + count; row++)
        {
            var (building, unit, room) = Door(row);
            text.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{areas[building % areas.Length]},{Compound(building)},{building % 20 + 1},{unit},{room},{PersonName(row)},{Phone(row)},{CitizenNumber(row)},是,{(row % PeopleOfDoor == 0 ? "户主" : "配偶")}\r\n"
                )
            );
        }
    }

    private static async Task Search(BenchRun run, string engine, BenchTown town, int rows, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = town.Address };
        http.DefaultRequestHeaders.Add("Cookie", await town.SignIn("community-secretary", "shuji001"));
        var dice = new Random(20260305);
        var times = new List<double>();
        var slowest = ("", 0.0);
        var all = run.Choose(140, 700);
        for (var i = -14; i < all; i++)
        {
            var row = dice.Next(rows);
            var (building, unit, room) = Door(row);
            var typed = ((i + 14) % 7) switch
            {
                0 => PersonName(row),
                1 => PersonName(row)[1..],
                2 => $"{building % 20 + 1}-{unit}-{room}",
                3 => $"{room} {Compound(building)}",
                4 => Phone(row),
                5 => Phone(row)[^4..],
                _ => Initials.Of(PersonName(row), isPerson: true) ?? "zwy",
            };
            var clock = Stopwatch.StartNew();
            var found = await http.GetFromJsonAsync<JsonNode>($"/api/registry?q={Uri.EscapeDataString(typed)}", ct);
            var time = clock.Elapsed.TotalMilliseconds;
            if (found!["rows"]!.AsArray().Count == 0)
                throw new InvalidOperationException($"{typed} of row {row} was not found");
            if (i < 0)
                continue; // the first of each sort warm up
            times.Add(time);
            if (time > slowest.Item2)
                slowest = (typed, time);
        }
        times.Sort();
        var (median, p95) = (Spread.Quantile(times, 0.5), Spread.Quantile(times, 0.95));
        run.Say(
            $"{engine}: {times.Count} searches of 7 sorts over HTTP, median {median:F1} ms, p95 {p95:F1} ms, slowest {slowest.Item2:F0} ms ({slowest.Item1})"
        );
        run.Figure($"search_p50_ms_{engine}", median, "ms");
        run.Figure($"search_p95_ms_{engine}", p95, "ms");
    }

    /// <summary>The rows of so many people and their doors, copied into empty tables of the same shape.</summary>
    private static async Task<double> BareCopy(string database, int people, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(ct);
        await Execute(connection, "create schema bare", ct);
        await Execute(
            connection,
            $"create temp table picked as select id, household_id from registry_person where source = 'bench' limit {people}",
            ct
        );
        await Execute(
            connection,
            "create temp table homes as select h.id, h.dwelling_id, d.building_id from registry_household h join registry_dwelling d on d.id = h.dwelling_id where h.id in (select household_id from picked)",
            ct
        );
        await Execute(
            connection,
            "create temp table subjects as select id from picked union select id from homes union select dwelling_id from homes union select building_id from homes",
            ct
        );
        await Execute(connection, "analyze subjects", ct);
        var seconds = 0.0;
        foreach (var table in Tables)
        {
            await Execute(connection, $"create table bare.{table} (like public.{table} including all)", ct);
            var key =
                table == "registry_change" ? "subject_id"
                : table == "registry_member" ? "person_id"
                : "id";
            var text = new StringBuilder();
            using (
                var reader = await connection.BeginTextExportAsync(
                    $"copy (select * from public.{table} where {key} in (select id from subjects)) to stdout",
                    ct
                )
            )
                text.Append(await reader.ReadToEndAsync(ct));
            var rows = text.ToString();
            var clock = Stopwatch.StartNew();
            await using (var writer = await connection.BeginTextImportAsync($"copy bare.{table} from stdin", ct))
                await writer.WriteAsync(rows.AsMemory(), ct);
            seconds += clock.Elapsed.TotalSeconds;
        }
        var copied = await Count(connection, ct);
        return copied / seconds;
    }

    private static async Task<long> Count(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from bare.registry_person";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // made here of names of tables
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The same in SQLite: the product's tables, indexes and triggers in a file of their own, one prepared insert a row, commits of 2,000 rows of the file.</summary>
    private static double BareSqlite(string productFile, int people)
    {
        var copy = productFile + ".bare";
        using var from = new SqliteConnection($"Data Source={productFile};Mode=ReadOnly;Pooling=False");
        using var to = new SqliteConnection($"Data Source={copy};Pooling=False");
        from.Open();
        to.Open();
        Run(to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        foreach (
            var sql in Texts(
                from,
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (name IN ("
                    + string.Join(",", Tables.Select(t => $"'{t}'"))
                    + ") OR (tbl_name IN ("
                    + string.Join(",", Tables.Select(t => $"'{t}'"))
                    + ") AND type IN ('index','trigger')) OR name = 'registry_entry_fts') ORDER BY type = 'table' DESC, type = 'index' DESC"
            )
        )
            Run(to, sql);
        Run(from, $"CREATE TEMP TABLE picked AS SELECT id, household_id FROM registry_person WHERE source = 'bench' LIMIT {people}");
        Run(
            from,
            "CREATE TEMP TABLE homes AS SELECT h.id, h.dwelling_id, d.building_id FROM registry_household h JOIN registry_dwelling d ON d.id = h.dwelling_id WHERE h.id IN (SELECT household_id FROM picked)"
        );
        Run(
            from,
            "CREATE TEMP TABLE subjects AS SELECT id FROM picked UNION SELECT id FROM homes UNION SELECT dwelling_id FROM homes UNION SELECT building_id FROM homes"
        );
        Run(from, "CREATE UNIQUE INDEX temp.ix_subjects ON subjects(id)");
        var seconds = 0.0;
        foreach (var table in Tables)
        {
            var key =
                table == "registry_change" ? "subject_id"
                : table == "registry_member" ? "person_id"
                : "id";
            using var select = from.CreateCommand();
#pragma warning disable CA2100 // made here of names of tables
            select.CommandText = $"SELECT * FROM {table} WHERE {key} IN (SELECT id FROM subjects)";
            using var reader = select.ExecuteReader();
            var rows = new List<object[]>();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
            var clock = Stopwatch.StartNew();
            foreach (var portion in rows.Chunk(2_000))
            {
                using var transaction = to.BeginTransaction();
                using var insert = to.CreateCommand();
                insert.Transaction = transaction;
                insert.CommandText =
                    $"INSERT INTO {table} VALUES ({string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(i => "$" + i))})";
#pragma warning restore CA2100
                var places = Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i => insert.Parameters.AddWithValue("$" + i, DBNull.Value))
                    .ToList();
                insert.Prepare();
                foreach (var row in portion)
                {
                    for (var i = 0; i < row.Length; i++)
                        places[i].Value = row[i];
                    insert.ExecuteNonQuery();
                }
                transaction.Commit();
            }
            seconds += clock.Elapsed.TotalSeconds;
        }
        using var count = to.CreateCommand();
        count.CommandText = "SELECT count(*) FROM registry_person";
        var copied = (long)count.ExecuteScalar()!;
        to.Close();
        File.Delete(copy);
        return copied / seconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // made here of names of tables
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // made here of names of tables
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
