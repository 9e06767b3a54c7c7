using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Gezhi.Platform.Protection;

/// <summary>Makes a P-256 key pair out of 32 bytes that are kept, the same pair each time. 签名密钥对</summary>
public static class SigningPair
{
    /// <summary>Of P-256 (SP 800-186, 3.2.1.3).</summary>
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture
    );

    /// <summary>32 random bytes become a scalar between 1 and the order less 1 (FIPS 186-5, A.2.1: more bits than needed, so that none is likelier).</summary>
    /// <param name="seed">32 bytes.</param>
    /// <param name="use">What the pair is for; another use gets another pair.</param>
    public static ECDsa Of(byte[] seed, string use)
    {
        var bits = new BigInteger(
            HKDF.Expand(HashAlgorithmName.SHA256, seed, 48, System.Text.Encoding.UTF8.GetBytes(use)),
            isUnsigned: true,
            isBigEndian: true
        );
        var scalar = (bits % (Order - 1) + 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - scalar.Length], .. scalar] });
    }
}
