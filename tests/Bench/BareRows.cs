using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gezhi.Tests.Shared;
using Npgsql;

namespace Gezhi.Tests.Bench;

/// <summary>The rows of a life cycle written by pgbench: the product's tables, indexes and foreign keys, with values of real rows.</summary>
internal sealed class BareRows(TemporaryPostgres postgres, string connectionString)
{
    private const int Clients = 16;

    /// <summary>Tables, and which of their columns pgbench fills anew in each row.</summary>
    private static readonly (string Table, Dictionary<string, string> Fresh)[] Tables =
    [
        ("cases_case", new() { ["id"] = Id("n"), ["case_no"] = "null" }),
        (
            "cases_report",
            new()
            {
                ["id"] = Id("n"),
                ["case_id"] = Id("n"),
                ["own_case_id"] = Id("n"),
                ["receipt_no"] = "lpad(to_hex(cast(:client_id as int)), 3, '0') || lpad(to_hex(cast(:n as int)), 9, '0')",
            }
        ),
        ("cases_timeline", new() { ["case_id"] = Id("c"), ["sequence"] = ":s" }),
        ("cases_timeline_text", new() { ["case_id"] = Id("c"), ["sequence"] = ":s" }),
        (
            "platform_event",
            new()
            {
                ["id"] = Id("s"),
                ["subject_id"] = Id("c"),
                ["seq"] = "null",
            }
        ),
        ("platform_timer", new() { ["id"] = Id("s"), ["subject_id"] = Id("c") }),
        ("cases_words", new() { ["id"] = Id("n"), ["number"] = "cast(:client_id as bigint) * 1000000 + :n" }),
    ];

    private const string Case = "district_id = 410103 and id = ";
    private static readonly string Move =
        $"select * from bare.cases_case where {Case}{Id("c")};\n"
        + $"update bare.cases_case set state = 'Dispatched', stage_at = now(), stage_due_at = now(), accepted_at = now(), sequence = :s, last_hash = sha256('x'), version = version + 1 where {Case}{Id("c")};\n";

    private readonly Dictionary<string, string> _inserts = [];
    private readonly List<string> _scripts = [];

    /// <summary>Copies the tables and writes the scripts; the product must have written rows already.</summary>
    public async Task Prepare(string folder, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Execute(source, "create schema bare", ct);
        foreach (var (table, fresh) in Tables)
        {
            await Execute(source, $"create table bare.{table} (like public.{table} including all)", ct);
            _inserts[table] = await Insert(source, table, fresh, ct);
        }
        foreach (var table in new[] { "cases_report", "cases_timeline" })
            await Execute(source, $"alter table bare.{table} add foreign key (district_id, case_id) references bare.cases_case", ct);
        var step = _inserts["cases_timeline"] + _inserts["platform_event"];
        var timer = _inserts["platform_timer"]; // the next deadline; all steps but closing and rating set one
        var opening = _inserts["cases_case"] + _inserts["cases_report"] + _inserts["cases_words"] + step + timer;
        Write(folder, "report", 1, "\\set n :n + 1\n\\set c :n\n", opening);
        Write(folder, "move", 4, "\\set c random(1, :n)\n", Move + step + timer);
        Write(folder, "move-with-text", 2, "\\set c random(1, :n)\n", Move + step + _inserts["cases_timeline_text"]);
        var rated = $"update bare.cases_report set satisfaction = 5, is_solved = true, rated_at = now() where {Case}{Id("c")};\n";
        Write(folder, "rate", 1, "\\set c random(1, :n)\n", rated + Move + step);
    }

    /// <summary>Tells the planner how the tables look, the product's and the copies.</summary>
    public async Task Analyse(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Execute(source, "analyze", ct);
    }

    /// <summary>Transactions a second: 1 report, 4 moves, 2 moves with words, 1 rating in eight, in chance order.</summary>
    public async Task<double> Run(TimeSpan time, CancellationToken ct)
    {
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await Execute(source, $"truncate {string.Join(", ", Tables.Select(t => "bare." + t.Table))}", ct);
            for (var client = 0; client < Clients; client++)
                foreach (var table in new[] { "cases_case", "cases_report" })
                    await Execute(source, Filled(_inserts[table], client), ct);
        }
        var start = new ProcessStartInfo(TemporaryPostgres.Program("pgbench"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        start.Environment["PGPASSWORD"] = server.Password;
        string[] arguments =
        [
            "-n",
            "-M",
            "prepared",
            "-c",
            Whole(Clients),
            "-j",
            "2",
            "-T",
            Whole((int)time.TotalSeconds),
            "-D",
            "n=1",
            "-D",
            "s=1",
            .. _scripts.SelectMany(script => new[] { "-f", script }),
            "-h",
            "127.0.0.1",
            "-p",
            Whole(postgres.Port),
            "-U",
            server.Username!,
            server.Database!,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync(ct);
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var tps = said.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return process.ExitCode == 0 && tps is not null
            ? double.Parse(tps.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("pgbench: " + await faults);
    }

    private void Write(string folder, string name, int weight, string before, string inside)
    {
        var path = Path.Combine(folder, name + ".sql");
        File.WriteAllText(path, before + "\\set s :s + 1\nbegin;\n" + inside + "end;\n");
        _scripts.Add($"{path}@{weight}");
    }

    /// <summary>An insert with the values of the newest row of a table, but for the columns that must be new.</summary>
    private static async Task<string> Insert(NpgsqlDataSource source, string table, Dictionary<string, string> fresh, CancellationToken ct)
    {
        var columns = new List<string>();
        await using (
            var command = source.CreateCommand(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name = $1"
            )
        )
        {
            command.Parameters.AddWithValue(table);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                columns.Add(reader.GetString(0));
        }
#pragma warning disable CA2100 // names from the catalogue only
        await using var read = source.CreateCommand(
            $"select {string.Join(", ", columns.Select(c => $"\"{c}\"::text"))} from public.{table} limit 1"
        );
#pragma warning restore CA2100
        await using var row = await read.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            throw new InvalidOperationException($"{table} is empty");
        var values = columns.Select(
            (column, i) => fresh.GetValueOrDefault(column) ?? (row.IsDBNull(i) ? "null" : Literal(row.GetString(i)))
        );
        return $"insert into bare.{table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) values ({string.Join(", ", values)});\n";
    }

    /// <summary>A text literal in which pgbench finds no variable.</summary>
    private static string Literal(string text) =>
        new StringBuilder("e'")
            .Append(text.Replace("\\", "\\\\").Replace("'", "''").Replace(":", "\\x3a").ReplaceLineEndings(" "))
            .Append('\'')
            .ToString();

    private static string Filled(string sql, int client) => sql.Replace(":client_id", Whole(client)).Replace(":n", "1");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Id(string variable) =>
        $"cast('01980000-' || lpad(to_hex(cast(:client_id as int)), 4, '0') || '-7000-8000-' || lpad(to_hex(cast(:{variable} as int)), 12, '0') as uuid)";

    private static async Task Execute(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // made above from the catalogue and the product's own rows
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
