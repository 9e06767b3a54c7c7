using System.Reflection;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Protection;

/// <summary>Which keys the ring holds and how far the rows have come in turning to the current one. 看密钥与换钥进度</summary>
internal sealed class ReadKeys(GezhiDb db, FieldCipher cipher, IEnumerable<IndexText> texts)
{
    /// <summary>Who may: the system and the security administrator.</summary>
    internal static readonly Permission[] MaySee = [Permission.SeeOperations, Permission.ManagePosts];

    /// <param name="Number">1 to 255.</param>
    /// <param name="Print">Eight hexadecimal digits to compare between nodes.</param>
    public sealed record Key(int Number, string Print, bool IsCurrent);

    /// <param name="Name">Of the table.</param>
    /// <param name="What">What is sealed in it.</param>
    /// <param name="Total">Rows to be sealed anew.</param>
    /// <param name="Stuck">Rows that no key opens.</param>
    /// <param name="DoneAt">Null while it goes on.</param>
    public sealed record Table(string Name, IReadOnlyList<string> What, long Total, long Turned, long Stuck, DateTime? DoneAt);

    /// <param name="Tables">Empty while the ring has one key.</param>
    /// <param name="MayWithdraw">Every table of this district is done, and no row was left behind.</param>
    public sealed record View(IReadOnlyList<Key> Keys, IReadOnlyList<Table> Tables, bool MayWithdraw);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/protection/keys", (ReadKeys read, Actor actor, CancellationToken ct) => read.Run(actor, ct))
            .WithTags("Protection 保护")
            .WithSummary("密钥与换钥进度 · Keys, and how far the turn has come")
            .RequirePermission(MaySee);

    public async Task<View> Run(Actor actor, CancellationToken ct)
    {
        if (!Array.Exists(MaySee, p => actor.Can(p)))
            throw new Forbidden(MaySee[0]);
        var ring = cipher.Ring;
        var keys = ring
            .Keys.OrderBy(k => k.Number)
            .Select(k => new Key(k.Number, Convert.ToHexStringLower(k.Print), k.Number == ring.Current.Number))
            .ToList();
        if (keys.Count == 1)
            return new View(keys, [], false);
        var states = await db.Set<KeyTurnRow>()
            .AsNoTracking()
            .Where(r => r.KeyNumber == ring.Current.Number)
            .ToDictionaryAsync(r => r.Name, ct);
        var tables = new SealedModel(db.Model, texts)
            .Tables.Select(t =>
            {
                var state = states.GetValueOrDefault(t.Name);
                return new Table(t.Name, WhatOf(t), state?.Total ?? 0, state?.Turned ?? 0, state?.Stuck ?? 0, state?.DoneAt);
            })
            .ToList();
        return new View(keys, tables, tables.TrueForAll(t => t is { DoneAt: not null, Stuck: 0 }));
    }

    private static List<string> WhatOf(SealedTable table) =>
        [.. table.Columns.Select(c => c.Content.PropertyInfo!.GetCustomAttribute<SensitiveAttribute>()!.What).Distinct()];
}
