using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Gezhi.Tests.Shared;

/// <summary>
/// A PostgreSQL server of our own in a temporary directory: durable (fsync on), loopback only, random port and password.
/// It ends and its directory goes when this object is disposed, and also when this process dies in any other way.
/// </summary>
public sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string User = "gezhi";

    private readonly Process _keeper;
    private readonly string _folder;
    private readonly string _password;

    private TemporaryPostgres(Process keeper, string folder, string password, int port)
    {
        (_keeper, _folder, _password, Port) = (keeper, folder, password, port);
    }

    public int Port { get; }

    /// <summary>Why no server can be started here, in one sentence; null when one can.</summary>
    /// <param name="extension">An extension that is needed as well, such as <c>postgis</c>.</param>
    public static string? WhyNot(string? extension = null)
    {
        if (PostgresPrograms.Folder is not { } programs)
            return "PostgreSQL is missing (no initdb under /usr/lib/postgresql/*/bin): apt-get install postgresql-15";
        if (Environment.IsPrivilegedProcess && PostgresPrograms.SwitchUser is null)
            return "PostgreSQL refuses to run as root, and there is no setpriv (package util-linux) or no user postgres or nobody to switch to";
        return extension is null || PostgresPrograms.Has(programs, extension)
            ? null
            : $"the PostgreSQL extension {extension} is missing: apt-get install postgresql-{PostgresPrograms.Version(programs)}-{extension}-3";
    }

    /// <summary>Starts a server with an empty database <c>postgres</c>; about two seconds.</summary>
    /// <param name="settings">Server settings on top of the defaults, such as <c>max_connections</c>.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">It cannot be started; the message says why.</exception>
    public static async Task<TemporaryPostgres> Start(IReadOnlyDictionary<string, string>? settings = null, CancellationToken ct = default)
    {
        if (WhyNot() is { } missing)
            throw new InvalidOperationException(missing);
        var folder = Directory.CreateTempSubdirectory("gezhi-postgres-").FullName;
        try
        {
            var password = RandomNumberGenerator.GetHexString(32);
            await Initialise(folder, password, ct);
            var port = FreePort();
            var keeper = Launch(folder, port, settings);
            var postgres = new TemporaryPostgres(keeper, folder, password, port);
            await postgres.UntilReady(ct);
            return postgres;
        }
        catch
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Path of a program that came with the server, such as <c>pgbench</c> or <c>psql</c>.</summary>
    public static string Program(string name) =>
        Path.Combine(PostgresPrograms.Folder ?? throw new InvalidOperationException(WhyNot()), name);

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = User,
            Password = _password,
            Database = database,
            IncludeErrorDetail = true,
            ConnectionIdleLifetime = 10, // a process of tests has dozens of towns, each with a pool of its own
            ConnectionPruningInterval = 5,
        }.ConnectionString;

    /// <summary>Makes a database and returns how to connect to it.</summary>
    /// <param name="name">Lower-case letters, digits and underscores.</param>
    /// <param name="template">A database to copy, of the same kind of name; whoever is connected to it is sent away. Null for an empty one.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> CreateDatabase(string name, string? template = null, CancellationToken ct = default)
    {
        if (!(name + template).All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '_'))
            throw new ArgumentException("Lower-case letters, digits and underscores only.", nameof(name));
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
#pragma warning disable CA2100 // a database name cannot be a parameter; it was checked above
        if (template is not null)
        {
            await using var away = source.CreateCommand(
                $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{template}'"
            );
            await away.ExecuteNonQueryAsync(ct);
        }
        await using var command = source.CreateCommand($"create database {name}{(template is null ? "" : $" template {template}")}");
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static async Task Initialise(string folder, string password, CancellationToken ct)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), password, ct);
        if (Environment.IsPrivilegedProcess)
            await PostgresPrograms.Run("chown", ["-R", PostgresPrograms.SwitchUser!, folder], ct);
        await PostgresPrograms.RunAsUser(
            Program("initdb"),
            [
                "-D",
                Path.Combine(folder, "data"),
                "-U",
                User,
                "--auth=scram-sha-256",
                "--pwfile",
                Path.Combine(folder, "password"),
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            ct
        );
    }

    /// <summary>
    /// A shell keeps the server: when its input closes, because we closed it or because we died, it ends the server and removes the folder.
    /// </summary>
    private static Process Launch(string folder, int port, IReadOnlyDictionary<string, string>? settings)
    {
        const string Keep =
            """folder=$1; shift; "$@" >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$folder" """;
        var all = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["max_connections"] = "100",
            ["shared_buffers"] = "256MB",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            all[name] = value;
        string[] server =
        [
            Program("postgres"),
            "-D",
            Path.Combine(folder, "data"),
            .. all.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
        ];
        var start = new ProcessStartInfo("/bin/sh", ["-c", Keep, "sh", folder, .. PostgresPrograms.AsUser(server)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    private async Task UntilReady(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException notYet) when (clock.Elapsed > TimeSpan.FromSeconds(30))
            {
                var log = await File.ReadAllTextAsync(Path.Combine(_folder, "log"), ct);
                await DisposeAsync();
                throw new InvalidOperationException("PostgreSQL did not start: " + log, notYet);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, ct);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
