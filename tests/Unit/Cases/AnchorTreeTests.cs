using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Anchors;
using Gezhi.Platform.Audit;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>The tree over the records of a day.</summary>
public class AnchorTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(65)]
    public void Every_leaf_leads_to_the_root_with_its_own_proof_and_no_other_does(int count)
    {
        var leaves = Enumerable.Range(0, count).Select(n => SHA256.HashData(Encoding.UTF8.GetBytes($"案件 {n}"))).ToList();
        var root = MerkleTree.Root(leaves);

        for (var i = 0; i < count; i++)
        {
            var proof = MerkleTree.Proof(leaves, i);
            proof.Count.ShouldBeLessThanOrEqualTo(7);
            MerkleTree.Follow(leaves[i], proof).ShouldBe(root);
            MerkleTree.Follow(SHA256.HashData(leaves[i]), proof).ShouldNotBe(root);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    [InlineData(1281)]
    public void A_proof_within_a_block_and_over_the_blocks_is_the_proof_over_all_leaves(int count)
    {
        var leaves = Enumerable
            .Range(0, count)
            .Select(n => new AnchorLeaf
            {
                DistrictId = 410103,
                CaseId = new Guid(n, 0, 0, new byte[8]),
                No = 1,
                Sequence = n + 1,
                FirstHash = SHA256.HashData([(byte)n]),
                LastHash = SHA256.HashData([(byte)n, 1]),
            })
            .ToList();
        var all = leaves.ConvertAll(l => l.Hash());
        var root = MerkleTree.Root(all);
        var blocks = AnchorBlock.Of(leaves).ToList();
        MerkleTree.Root(blocks.ConvertAll(b => b.Root)).ShouldBe(root);

        foreach (var at in new[] { 0, count / 2, count - 1 })
        {
            var (block, within) = (at / AnchorBlock.Length, at % AnchorBlock.Length);
            blocks[block].FirstCaseId.ShouldBe(leaves[at - within].CaseId);
            var run = all.Skip(at - within).Take(AnchorBlock.Length).ToList();
            List<MerkleTree.Step> steps = [.. MerkleTree.Proof(run, within), .. MerkleTree.Proof(blocks.ConvertAll(b => b.Root), block)];
            steps.ShouldBe(MerkleTree.Proof(all, at), new SameStep());
            MerkleTree.Follow(all[at], steps).ShouldBe(root);
        }
    }

    private sealed class SameStep : IEqualityComparer<MerkleTree.Step>
    {
        public bool Equals(MerkleTree.Step? x, MerkleTree.Step? y) => x!.IsLeft == y!.IsLeft && x.Hash.AsSpan().SequenceEqual(y.Hash);

        public int GetHashCode(MerkleTree.Step step) => step.Hash[0];
    }

    [Fact]
    public void A_changed_missing_or_moved_leaf_changes_the_root()
    {
        var leaves = Enumerable.Range(0, 9).Select(n => SHA256.HashData([(byte)n])).ToList();
        var root = MerkleTree.Root(leaves);

        MerkleTree.Root([.. leaves.Skip(1)]).ShouldNotBe(root);
        MerkleTree.Root([leaves[1], leaves[0], .. leaves.Skip(2)]).ShouldNotBe(root);
        MerkleTree.Root([.. leaves.Take(8), SHA256.HashData([99])]).ShouldNotBe(root);
        MerkleTree.Root([]).ShouldBe(Chain.Start);
    }
}
