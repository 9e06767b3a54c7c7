using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Community.Activities;

/// <summary>What a signed code says: which activity, which number, until when. It names nobody. 入场码内容</summary>
/// <param name="No">Number on the list.</param>
/// <param name="Until">UTC, whole minutes.</param>
public sealed record Ticket(Guid ActivityId, int No, DateTime Until);

/// <summary>Signs the codes that let people in, so that whoever holds the public key tells a real one without network. 入场码签名</summary>
/// <remarks>
/// ECDSA P-256 with SHA-256 over the first 24 bytes (id, number, minutes since 1970, big-endian), signature as r and s (IEEE P1363); all as Base64Url. The
/// key is worked out of 32 bytes in <c>Storage:Root/keys/door.key</c>, or of <c>Community:DoorKey</c> (Base64) when several nodes have no folder in common.
/// </remarks>
public sealed class TicketKey(IConfiguration configuration, StorageRoot root) : IDisposable
{
    private const int Said = 24;
    private const int Signed = 64;
    private readonly Lock one = new();
    private readonly Lazy<ECDsa> pair = new(() => Pair(configuration["Community:DoorKey"], root));

    /// <summary>The public key as SubjectPublicKeyInfo, Base64.</summary>
    public string PublicKey
    {
        get
        {
            lock (one)
                return Convert.ToBase64String(pair.Value.ExportSubjectPublicKeyInfo());
        }
    }

    /// <summary>The code of a ticket, 118 characters.</summary>
    public string Write(Ticket ticket)
    {
        var bytes = new byte[Said + Signed];
        ticket.ActivityId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), ticket.No);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), (int)((ticket.Until - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute));
        lock (one)
            pair.Value.SignData(bytes.AsSpan(0, Said), bytes.AsSpan(Said), HashAlgorithmName.SHA256);
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null: not one of ours, or something was changed.</returns>
    public Ticket? Read(string? code)
    {
        var text = (code ?? "").Trim();
        if (text.LastIndexOf('=') is var at and >= 0)
            text = text[(at + 1)..]; // the whole address of a QR code was pasted
        var bytes = new byte[Said + Signed];
        if (
            text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length != bytes.Length
        )
            return null;
        lock (one)
            if (!pair.Value.VerifyData(bytes.AsSpan(0, Said), bytes.AsSpan(Said), HashAlgorithmName.SHA256))
                return null;
        return new Ticket(
            new Guid(bytes.AsSpan(0, 16), bigEndian: true),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)),
            DateTime.UnixEpoch.AddMinutes(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)))
        );
    }

    public void Dispose()
    {
        if (pair.IsValueCreated)
            pair.Value.Dispose();
    }

    private static ECDsa Pair(string? given, StorageRoot root)
    {
        var seed = given is { Length: > 0 } ? Convert.FromBase64String(given) : root.Key("door.key");
        return seed.Length == 32
            ? SigningPair.Of(seed, "gezhi door")
            : throw new InvalidOperationException("Community:DoorKey must be 32 bytes in Base64");
    }
}
