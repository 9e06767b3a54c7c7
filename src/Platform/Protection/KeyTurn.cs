using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Protection;

/// <summary>How far one table of a district has come in being sealed with the current key. 换钥进度</summary>
public sealed class KeyTurnRow : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Name of the table.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key to which it turns.</summary>
    public int KeyNumber { get; set; }

    /// <summary>Key of the last row that was looked at, JSON; null: begins at the first.</summary>
    public string? After { get; set; }

    /// <summary>Rows that were to be sealed anew when it began, and those found since.</summary>
    public long Total { get; set; }

    /// <summary>Rows that were.</summary>
    public long Turned { get; set; }

    /// <summary>Rows that no key of the ring opens, of the pass that is under way or was the last.</summary>
    public long Stuck { get; set; }

    public DateTime BeganAt { get; set; }

    /// <summary>Nothing under another key was left, save what is stuck; null while it goes on.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>When it was last counted.</summary>
    public DateTime? CheckedAt { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class KeyTurnTable : IEntityTypeConfiguration<KeyTurnRow>
{
    public void Configure(EntityTypeBuilder<KeyTurnRow> row)
    {
        row.ToTable("platform_key_turn");
        row.HasKey(r => new { r.DistrictId, r.Name });
        row.Property(r => r.Name).HasMaxLength(80);
        row.Property(r => r.After).HasMaxLength(400);
    }
}

/// <summary>Seals anew, row by row, what lies under an older key, and makes its blind indexes again. 换钥</summary>
/// <remarks>
/// Sleeps while the ring has one key. One portion is one transaction: the place that was reached is saved with it, so that a stop loses nothing and a second
/// node that did the same portion gives way. A row that somebody changes meanwhile is left to them; what is left behind is found by counting at the end, and once
/// an hour as long as an old key is in the ring. A row that no key opens is left as it is, counted and shown.
/// </remarks>
public sealed class KeyTurn(
    IServiceScopeFactory scopes,
    FieldCipher cipher,
    IConfiguration configuration,
    Districts districts,
    TimeProvider clock,
    ILogger<KeyTurn> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Recount = TimeSpan.FromHours(1);

    /// <summary>Rows of one portion; <c>Protection:TurnRows</c>, 200, 1 to 5,000.</summary>
    private readonly int most = Math.Clamp(configuration.GetValue("Protection:TurnRows", 200), 1, 5_000);

    /// <summary>Rest after a portion; <c>Protection:TurnRestMilliseconds</c>, 50.</summary>
    private readonly TimeSpan rest = TimeSpan.FromMilliseconds(
        Math.Clamp(configuration.GetValue("Protection:TurnRestMilliseconds", 50), 0, 60_000)
    );

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        cipher.Ring.Refresh();
        if (cipher.Ring.Keys.Count == 1)
            return Look;
        var worked = false;
        foreach (var district in districts.All)
            worked |= await Portion(district, ct);
        return worked ? rest : Look;
    }

    /// <summary>One portion of a district.</summary>
    /// <returns>False: nothing is left to do at the moment.</returns>
    public async Task<bool> Portion(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var model = new SealedModel(db.Model, scope.ServiceProvider.GetServices<IndexText>());
        var followers = scope.ServiceProvider.GetServices<IKeyTurnFollower>().ToLookup(f => f.Row);
        var states = await db.Set<KeyTurnRow>().AsNoTracking().ToDictionaryAsync(r => r.Name, ct);
        var key = cipher.Ring.Current.Number;
        foreach (var table in model.Tables)
        {
            var state = states.GetValueOrDefault(table.Name);
            var isDone = state is { DoneAt: not null } && state.KeyNumber == key;
            if (isDone && state!.CheckedAt > Now - Recount)
                continue;
            try
            {
                await db.Together(() => One(db, table, followers[table.Row], key, ct), ct);
            }
            catch (Exception e) when (e is StaleVersion or DuplicateKey)
            {
                return true; // another node did this portion
            }
            return true;
        }
        return false;
    }

    private async Task One(GezhiDb db, SealedTable table, IEnumerable<IKeyTurnFollower> followers, byte key, CancellationToken ct)
    {
        var state = await db.Set<KeyTurnRow>().AsTracking().FirstOrDefaultAsync(r => r.Name == table.Name, ct);
        if (state is null || state.KeyNumber != key || state.DoneAt is not null)
        {
            var left = await Left(db, table, ct);
            state ??= db.Add(new KeyTurnRow { DistrictId = db.DistrictId, Name = table.Name }).Entity;
            if (state.KeyNumber != key)
                (state.KeyNumber, state.Total, state.Turned, state.BeganAt, state.Stuck) = (key, left, 0, Now, 0);
            else if (left > state.Stuck)
                state.Total += left - state.Stuck;
            var isDone = left == 0 || (state.DoneAt is not null && left == state.Stuck);
            (state.After, state.DoneAt, state.CheckedAt) = (null, isDone ? state.DoneAt ?? Now : null, Now);
            if (left == 0)
                state.Stuck = 0;
            await db.Save(ct);
            return;
        }
        var rows = await Next(db, table, state.After, ct);
        if (state.After is null)
            state.Stuck = 0;
        foreach (var row in rows)
            if (!row.IsOpened)
                state.Stuck++;
            else if (await Write(db, table, row, ct))
                state.Turned++;
        if (rows.Count > 0)
        {
            state.After = rows[^1].Place;
            List<TurnedRow> opened =
            [
                .. rows.Where(r => r is { IsOpened: true, Id: not null }).Select(r => new TurnedRow(r.Id!.Value, r.Texts)),
            ];
            foreach (var follower in followers)
                await follower.Turned(db, opened, ct);
        }
        if (rows.Count < most)
            await End(db, table, state, ct);
        await db.Save(ct);
    }

    /// <summary>The pass is over: done, or once more from the beginning when rows were left behind.</summary>
    private async Task End(GezhiDb db, SealedTable table, KeyTurnRow state, CancellationToken ct)
    {
        var left = await Left(db, table, ct);
        state.CheckedAt = Now;
        state.After = null;
        if (left > state.Stuck)
        {
            state.Total = state.Turned + left;
            return;
        }
        state.DoneAt = Now;
        if (state.Turned > 0)
            db.Audit(
                Actor.System(db.DistrictId),
                "keys.turned",
                null,
                string.Create(CultureInfo.InvariantCulture, $"{table.Name} {state.KeyNumber}: {state.Turned}, {state.Stuck} left"),
                Now
            );
    }

    private sealed record Row(
        string Place,
        Guid? Id,
        bool IsOpened,
        IReadOnlyList<Change> Changes,
        IReadOnlyDictionary<string, string> Texts
    )
    {
        public required object[] Key { get; init; }
    }

    private sealed record Change(SealedColumn Column, byte[] Before, byte[] After, byte[]? Index);

    private async Task<List<Row>> Next(GezhiDb db, SealedTable table, string? after, CancellationToken ct)
    {
        await using var command = Command(db);
        var with = table.Columns.Select(c => c.With).OfType<IProperty>().Distinct().ToList();
        var text = new StringBuilder("SELECT ")
            .AppendJoin(", ", table.Key.Concat(table.Columns.Select(c => c.Content)).Concat(with).Select(Name))
            .Append(CultureInfo.InvariantCulture, $" FROM \"{table.Name}\" WHERE ");
        Where(text, command, db.DistrictId, table);
        if (after is not null)
        {
            var place = Places.Read(after);
            text.Append(" AND (").AppendJoin(", ", table.Key.Select(Name)).Append(") > (");
            text.AppendJoin(", ", place.Select((value, i) => Parameter(command, $"a{i}", value))).Append(')');
        }
        text.Append(" ORDER BY ").AppendJoin(", ", table.Key.Select(Name)).Append(CultureInfo.InvariantCulture, $" LIMIT {most}");
        Say(command, text.ToString());
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(Read(reader, db.DistrictId, table, with));
        return rows;
    }

    private Row Read(DbDataReader reader, int district, SealedTable table, List<IProperty> with)
    {
        var place = Enumerable.Range(0, table.Key.Count).Select(reader.GetValue).ToArray();
        var changes = new List<Change>();
        var texts = new Dictionary<string, string>();
        var isOpened = true;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var (column, at) = (table.Columns[i], table.Key.Count + i);
            if (
                reader.IsDBNull(at)
                || reader.GetFieldValue<byte[]>(at) is not { Length: > 0 } before
                || before.AsSpan().StartsWith(cipher.Head)
            )
                continue;
            try
            {
                var plain = cipher.OpenBytes(district, column.Field, before);
                byte[]? index = null;
                if (column.Index is not null)
                {
                    var said = Encoding.UTF8.GetString(plain);
                    if (column is { Text: { } made, With: { } other })
                        said = made.Text(reader.GetString(table.Key.Count + table.Columns.Count + with.IndexOf(other)), said);
                    index = cipher.Index(district, column.Field, said);
                }
                changes.Add(new Change(column, before, cipher.SealBytes(district, column.Field, plain), index));
                texts[column.Content.Name] = Encoding.UTF8.GetString(plain);
            }
            catch (CryptographicException)
            {
                isOpened = false;
            }
        }
        var id = table.Key is [var single] && single.ClrType == typeof(Guid) ? AsGuid(place[0]) : null;
        return new Row(Places.Write(place), id, isOpened, changes, texts) { Key = place };
    }

    /// <summary>Only where the bytes are still those that were read.</summary>
    private static async Task<bool> Write(GezhiDb db, SealedTable table, Row row, CancellationToken ct)
    {
        await using var command = Command(db);
        var sets = new List<string>();
        var text = new StringBuilder();
        for (var i = 0; i < row.Changes.Count; i++)
        {
            var change = row.Changes[i];
            sets.Add($"{Name(change.Column.Content)} = {Parameter(command, $"n{i}", change.After)}");
            if (change.Column.Index is { } index)
                sets.Add($"{Name(index)} = {Parameter(command, $"i{i}", change.Index!)}");
            text.Append(CultureInfo.InvariantCulture, $" AND {Name(change.Column.Content)} = {Parameter(command, $"o{i}", change.Before)}");
        }
        for (var i = 0; i < table.Key.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $" AND {Name(table.Key[i])} = {Parameter(command, $"k{i}", row.Key[i])}");
        Say(
            command,
            $"UPDATE \"{table.Name}\" SET {string.Join(", ", sets)} WHERE {District} = {Parameter(command, "d", db.DistrictId)}{text}"
        );
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private async Task<long> Left(GezhiDb db, SealedTable table, CancellationToken ct)
    {
        await using var command = Command(db);
        var text = new StringBuilder($"SELECT COUNT(*) FROM \"{table.Name}\" WHERE ");
        Where(text, command, db.DistrictId, table);
        Say(command, text.ToString());
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private void Where(StringBuilder text, DbCommand command, int district, SealedTable table)
    {
        var head = Parameter(command, "h", cipher.Head);
        text.Append(CultureInfo.InvariantCulture, $"{District} = {Parameter(command, "d", district)} AND (")
            .AppendJoin(" OR ", table.Columns.Select(c => $"(length({Name(c.Content)}) > 0 AND substr({Name(c.Content)}, 1, 2) <> {head})"))
            .Append(')');
    }

#pragma warning disable CA2100 // tables and columns are those of the model, values are parameters
    private static void Say(DbCommand command, string text) => command.CommandText = text;
#pragma warning restore CA2100

    private const string District = "\"district_id\"";

    private static DbCommand Command(GezhiDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private static string Name(IProperty property) => $"\"{property.GetColumnName()}\"";

    private static string Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@" + name, value);
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    /// <summary>SQLite keeps ids as 16 bytes, most significant first.</summary>
    private static Guid? AsGuid(object value) =>
        value switch
        {
            Guid id => id,
            byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true),
            _ => null,
        };

    /// <summary>Keys of rows as text, as the database gives them. 断点</summary>
    private static class Places
    {
        public static string Write(object[] values) =>
            JsonSerializer.Serialize(
                values.Select(v =>
                    v switch
                    {
                        Guid id => "g" + id.ToString("N"),
                        byte[] bytes => "b" + Convert.ToHexString(bytes),
                        string text => "s" + text,
                        IFormattable number => "n" + number.ToString(null, CultureInfo.InvariantCulture),
                        _ => throw new InvalidOperationException("a key of " + v.GetType().Name),
                    }
                )
            );

        public static object[] Read(string text) =>
            [
                .. JsonSerializer
                    .Deserialize<string[]>(text)!
                    .Select(
                        object (v) =>
                            v[0] switch
                            {
                                'g' => Guid.ParseExact(v[1..], "N"),
                                'b' => Convert.FromHexString(v[1..]),
                                's' => v[1..],
                                _ => long.Parse(v[1..], CultureInfo.InvariantCulture),
                            }
                    ),
            ];
    }
}
