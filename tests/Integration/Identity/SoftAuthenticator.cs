using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>A security key made of software: makes a passkey and signs with it, its CBOR and COSE written by hand (WebAuthn Level 3, RFC 8949, RFC 9053).</summary>
internal sealed class SoftAuthenticator(string origin = "http://localhost", string domain = "localhost") : IDisposable
{
    private const byte Present = 0x01,
        Verified = 0x04,
        HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private uint count;

    /// <summary>Whether the owner opens it by finger or PIN.</summary>
    public bool VerifiesItsOwner { get; set; } = true;

    /// <summary>What it keeps of its owner.</summary>
    public string? Handle { get; set; }

    /// <summary>Steps back, as a copy of the key would be behind.</summary>
    public void FallBehind() => count = 0;

    /// <summary>Answers <c>navigator.credentials.create</c>.</summary>
    public string Make(JsonNode options)
    {
        Handle = options["user"]!["id"]!.GetValue<string>();
        var client = Client("webauthn.create", options["challenge"]!.GetValue<string>());
        var cbor = new List<byte>();
        Map(cbor, 3);
        Text(cbor, "fmt");
        Text(cbor, "none");
        Text(cbor, "attStmt");
        Map(cbor, 0);
        Text(cbor, "authData");
        Bytes(cbor, Data(withKey: true));
        return Credential(
            new JsonObject
            {
                ["clientDataJSON"] = Web(client),
                ["attestationObject"] = Web([.. cbor]),
                ["transports"] = new JsonArray("internal"),
            }
        );
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public string Sign(JsonNode options)
    {
        count++;
        var client = Client("webauthn.get", options["challenge"]!.GetValue<string>());
        var data = Data(withKey: false);
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Credential(
            new JsonObject
            {
                ["clientDataJSON"] = Web(client),
                ["authenticatorData"] = Web(data),
                ["signature"] = Web(signature),
                ["userHandle"] = Handle,
            }
        );
    }

    public void Dispose() => key.Dispose();

    private string Credential(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Web(id),
            ["rawId"] = Web(id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["authenticatorAttachment"] = "platform",
            ["response"] = response,
        }.ToJsonString();

    private byte[] Client(string type, string challenge) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = challenge,
                ["origin"] = origin,
                ["crossOrigin"] = false,
            }.ToJsonString()
        );

    private byte[] Data(bool withKey)
    {
        var counted = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counted, count);
        var flags = (byte)(Present | (VerifiesItsOwner ? Verified : 0) | (withKey ? HasKey : 0));
        byte[] head = [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. counted];
        return withKey ? [.. head, .. new byte[16], 0, (byte)id.Length, .. id, .. Cose()] : head;
    }

    private byte[] Cose()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new List<byte>();
        Map(cbor, 5);
        Number(cbor, 1); // kty
        Number(cbor, 2); // EC2
        Number(cbor, 3); // alg
        Number(cbor, -7); // ES256
        Number(cbor, -1); // crv
        Number(cbor, 1); // P-256
        Number(cbor, -2);
        Bytes(cbor, point.X!);
        Number(cbor, -3);
        Bytes(cbor, point.Y!);
        return [.. cbor];
    }

    private static void Map(List<byte> cbor, int pairs) => Head(cbor, 5, pairs);

    private static void Number(List<byte> cbor, int value) => Head(cbor, value < 0 ? 1 : 0, value < 0 ? -1 - value : value);

    private static void Text(List<byte> cbor, string text)
    {
        Head(cbor, 3, text.Length);
        cbor.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static void Bytes(List<byte> cbor, byte[] bytes)
    {
        Head(cbor, 2, bytes.Length);
        cbor.AddRange(bytes);
    }

    private static void Head(List<byte> cbor, int major, int length)
    {
        var kind = (byte)(major << 5);
        if (length < 24)
            cbor.Add((byte)(kind | length));
        else if (length < 256)
            cbor.AddRange([(byte)(kind | 24), (byte)length]);
        else
            cbor.AddRange([(byte)(kind | 25), (byte)(length >> 8), (byte)length]);
    }

    private static string Web(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
