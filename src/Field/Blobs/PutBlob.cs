using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Field.Blobs;

/// <summary>A device sends a photo in chunks and asks how much has come; it goes on where it was broken off. 分块上传</summary>
public sealed class PutBlob(PartialFiles files)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/blobs/{sha256}", (string sha256, PutBlob feature, Actor actor) => feature.Look(sha256, actor))
            .WithSummary("已收到多少 · How much has come");
        api.MapPut(
                "/blobs/{sha256}",
                (
                    string sha256,
                    long offset,
                    long size,
                    PutBlob feature,
                    ProblemMapper mapper,
                    HttpContext http,
                    Actor actor,
                    CancellationToken ct
                ) => feature.Take(sha256, offset, size, mapper, http, actor, ct)
            )
            .WithSummary("上传一块 · Send a chunk");
    }

    private IResult Look(string hash, Actor actor)
    {
        Check(hash);
        return Results.Json(files.Look(OwnerOf(actor), hash), FieldJson.Options);
    }

    /// <exception cref="InvalidInput">The hash or the numbers make no sense.</exception>
    /// <exception cref="RuleViolation"><c>blob.too-large</c>, <c>blob.too-much</c>.</exception>
    private async Task<IResult> Take(
        string hash,
        long offset,
        long size,
        ProblemMapper mapper,
        HttpContext http,
        Actor actor,
        CancellationToken ct
    )
    {
        Check(hash);
        if (size is <= 0 or > PartialFiles.Largest)
            throw new RuleViolation("blob.too-large", PartialFiles.Largest >> 20);
        if (offset < 0 || offset > size)
            throw new InvalidInput("offset", "input.out-of-range");
        var chunk = await Body(http.Request, ct);
        try
        {
            var state = await files.Add(OwnerOf(actor), hash, offset, size, chunk, ct);
            return state is not null
                ? Results.Json(state, FieldJson.Options)
                : Results.Json(files.Look(OwnerOf(actor), hash), FieldJson.Options, statusCode: StatusCodes.Status409Conflict);
        }
        catch (WrongHash)
        {
            await mapper.Refuse(http, StatusCodes.Status422UnprocessableEntity, "blob.wrong-hash");
            return Results.Empty;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> Body(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > PartialFiles.LargestChunk)
            throw new RuleViolation("blob.too-large", PartialFiles.LargestChunk >> 20);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0; )
        {
            if (body.Length + read > PartialFiles.LargestChunk)
                throw new RuleViolation("blob.too-large", PartialFiles.LargestChunk >> 20);
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static void Check(string hash)
    {
        if (!PartialFiles.IsHash(hash))
            throw new InvalidInput("hash", "input.invalid");
    }

    internal static Owner OwnerOf(Actor actor) => new(actor.DistrictId, actor.AccountId!.Value);
}
